package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import dev.drawbridge.oauth.spi.InitialToken;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.RegistrationStore;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the stores of clients promise that registered or described themselves. */
public abstract class RegistrationStoresContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(24));
    private static final AppId APP = new AppId("app");
    private static final Registration.Details DETAILS = new Registration.Details("native", "acme", "1.0 \u00E9");
    private static final Registration.Details NO_DETAILS = new Registration.Details(null, null, null);

    /** For subclasses. */
    protected RegistrationStoresContract() {}

    /**
     * Returns empty stores.
     *
     * @return the same instance during one test
     */
    protected abstract OAuthStores stores();

    private static Registration registration(AppId app, String token, @Nullable Instant unusedUntil) {
        return new Registration(app, TokenHash.of(token), DETAILS, unusedUntil);
    }

    @Nested
    class Registrations {

        private RegistrationStore store() {
            return stores().registrations();
        }

        @Test
        void givesBackEveryFieldAndWhatIsAbsentAsAbsent() {
            Registration whole = registration(APP, "token", LATER);
            Registration bare = new Registration(new AppId("bare"), TokenHash.of("token"), NO_DETAILS, null);
            store().insert(whole);
            store().insert(bare);
            assertThat(store().find(APP)).contains(whole);
            assertThat(store().find(bare.app())).contains(bare);
            assertThat(store().find(new AppId("other"))).isEmpty();
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("of fifty updates with one token exactly one replaces it")
        void rotatesOnce() {
            store().insert(registration(APP, "first", LATER));
            TokenHash presented = TokenHash.of("first");

            List<Boolean> rotated = Race.run(thread ->
                    store().rotate(presented, new Registration(APP, TokenHash.of("t" + thread), NO_DETAILS, null)));

            assertThat(rotated).containsOnlyOnce(true);
            int winner = rotated.indexOf(true);
            assertThat(store().find(APP))
                    .contains(new Registration(APP, TokenHash.of("t" + winner), NO_DETAILS, LATER));
            assertThat(store().delete(APP, presented)).isFalse();
        }

        @Test
        void goesWithAnAppThatIsForgotten() {
            Registration kept = registration(new AppId("kept"), "other", null);
            store().insert(registration(APP, "token", null));
            store().insert(kept);

            store().forget(APP);
            store().forget(APP);

            assertThat(store().find(APP)).isEmpty();
            assertThat(store().find(kept.app())).contains(kept);
        }

        @Test
        void endsWithItsOwnTokenOnce() {
            store().insert(registration(APP, "token", null));
            assertThat(store().delete(APP, TokenHash.of("other"))).isFalse();
            assertThat(store().delete(new AppId("other"), TokenHash.of("token")))
                    .isFalse();
            assertThat(Race.run(thread -> store().delete(APP, TokenHash.of("token"))))
                    .containsOnlyOnce(true);
            assertThat(store().find(APP)).isEmpty();
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("what nobody used in time is due, longest first, unless it is kept")
        void isDue() {
            store().insert(registration(new AppId("second"), "b", NOW));
            store().insert(registration(new AppId("first"), "a", NOW.minusSeconds(1)));
            store().insert(registration(new AppId("third"), "c", LATER));
            store().insert(registration(new AppId("never"), "d", null));

            assertThat(store().due(NOW, 10)).containsExactly(new AppId("first"), new AppId("second"));
            assertThat(store().due(NOW, 1)).containsExactly(new AppId("first"));
            store().keep(new AppId("first"));
            assertThat(store().due(LATER, 10)).containsExactly(new AppId("second"), new AppId("third"));
            assertThat(store().expire(new AppId("first"), LATER)).isFalse();
            assertThat(store().expire(new AppId("third"), NOW)).isFalse();
            assertThat(Race.run(thread -> store().expire(new AppId("second"), NOW)))
                    .containsOnlyOnce(true);
            assertThat(store().find(new AppId("second"))).isEmpty();
            assertThat(store().find(new AppId("first"))).isPresent();
        }
    }

    @Nested
    class InitialTokens {

        private InitialTokenStore store() {
            return stores().initialTokens();
        }

        private InitialToken inserted(String id, int uses, Instant expiresAt) {
            InitialToken token =
                    new InitialToken(id, TokenHash.of(id), "For the partners \u00E9", uses, NOW, expiresAt);
            store().insert(token);
            return token;
        }

        @Test
        void givesBackEveryField() {
            InitialToken token = inserted("token", 3, LATER);
            assertThat(store().find(token.hash())).contains(token);
            assertThat(store().find(TokenHash.of("other"))).isEmpty();
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("of fifty registrations with a token of seven uses exactly seven use it")
        void isUsedNoMoreThanAllowed() {
            InitialToken token = inserted("token", 7, LATER);

            List<Boolean> used = Race.run(thread -> store().use(token.hash(), NOW));

            assertThat(used).filteredOn(Boolean::booleanValue).hasSize(7);
            assertThat(store().find(token.hash()).orElseThrow().usesLeft()).isZero();
            assertThat(store().live(NOW)).isEmpty();
        }

        @Test
        void isNotUsedFromItsExpiryOnOrOnceItIsRevoked() {
            InitialToken token = inserted("token", 7, LATER);
            assertThat(store().use(token.hash(), LATER)).isFalse();
            assertThat(store().use(token.hash(), LATER.minusSeconds(1))).isTrue();
            assertThat(store().revoke("token")).isTrue();
            assertThat(store().revoke("token")).isFalse();
            assertThat(store().use(token.hash(), NOW)).isFalse();
        }

        @Test
        void listsWhatLivesAndPurgesWhatExpired() {
            InitialToken lives = inserted("b", 1, LATER);
            InitialToken livesToo = inserted("a", 1, LATER);
            inserted("old", 1, NOW);
            assertThat(store().live(NOW)).containsExactly(lives, livesToo);
            assertThat(store().purge(NOW.plusSeconds(1), 10)).isEqualTo(1);
            assertThat(store().purge(NOW.plusSeconds(1), 10)).isZero();
            assertThat(store().live(NOW)).hasSize(2);
        }
    }

    @Nested
    class Documents {

        private ClientDocumentStore store() {
            return stores().clientDocuments();
        }

        @Test
        @Tag("CMD-09")
        @DisplayName("says which documents should be read again, longest due first")
        void isDue() {
            store().readAgain(new AppId("second"), NOW);
            store().readAgain(new AppId("first"), NOW.minusSeconds(1));
            store().readAgain(new AppId("later"), LATER);
            assertThat(store().due(NOW, 10)).containsExactly(new AppId("first"), new AppId("second"));
            assertThat(store().due(NOW, 1)).containsExactly(new AppId("first"));

            store().readAgain(new AppId("first"), LATER);
            store().remove(new AppId("second"));
            assertThat(store().due(NOW, 10)).isEmpty();
            assertThat(store().due(LATER, 10)).containsExactlyInAnyOrder(new AppId("first"), new AppId("later"));
        }

        @Test
        void bearsThatManySetTheSameDocumentAtTheSameTime() {
            Race.run(thread -> {
                store().readAgain(APP, NOW.plusSeconds(thread));
                return true;
            });
            assertThat(store().due(LATER, 10)).containsExactly(APP);
        }
    }
}
