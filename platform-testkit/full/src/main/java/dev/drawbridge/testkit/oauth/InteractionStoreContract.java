package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link InteractionStore} does. */
public abstract class InteractionStoreContract {

    private static final int THREADS = 50;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(10));
    private static final UserId ANNA = new UserId("usr_anna");
    private static final UserId BEN = new UserId("usr_ben");
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final CompanyId BOLT = new CompanyId("co_bolt");

    /** For subclasses. */
    protected InteractionStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract InteractionStore store();

    @Test
    void everythingIsKeptAsItWasInserted() {
        Interaction bare = interaction("bare", null, END);
        Interaction full = new Interaction(
                "full",
                TokenHash.of("cookie"),
                new AuthorizationRequest(
                        new AppId("app"),
                        new CodeBinding(
                                "http://127.0.0.1:4711/cb?a=b",
                                false,
                                "c".repeat(43),
                                new JwkThumbprint("k".repeat(43))),
                        "ü & + % " + "s".repeat(4_000),
                        Scopes.of("tickets.read", "tickets.write"),
                        new Resources(List.of("https://api.test/b", "https://api.test/a?x=1")),
                        true),
                TokenHash.of("request_uri"),
                ANNA,
                ACME,
                END,
                null);

        store().insert(bare);
        store().insert(full);

        assertThat(store().find("bare")).contains(bare);
        assertThat(store().find("full")).contains(full);
        assertThat(store().find("other")).isEmpty();
    }

    @Test
    void theChoiceOfUserAndCompanyReplacesTheOneBefore() {
        store().insert(interaction("id", null, END));

        assertThat(store().choose("id", ANNA, ACME, NOW)).isTrue();
        assertThat(store().choose("id", BEN, BOLT, NOW)).isTrue();

        assertThat(store().find("id").orElseThrow().chosenBy(BEN, BOLT)).isTrue();
        assertThat(store().choose("other", ANNA, ACME, NOW)).isFalse();
    }

    @Test
    @Tag("A-078")
    @DisplayName("of fifty simultaneous decisions exactly one counts")
    void fiftyDecisionsAtTheSameTimeCountOnce() {
        store().insert(interaction("id", ANNA, END));

        List<Boolean> responses = Race.of(THREADS, thread -> store().consume("id", ANNA, ACME, NOW));

        assertThat(responses).containsOnlyOnce(true);
        assertThat(store().find("id").orElseThrow().consumedAt()).isEqualTo(NOW);
    }

    @Test
    @Tag("A-079")
    @DisplayName("only the user and company who the page was made for can decide, and only in time")
    void onlyTheRightOneCanDecideInTime() {
        store().insert(interaction("id", ANNA, END));
        store().insert(interaction("unchosen", null, END));

        assertThat(store().consume("id", BEN, ACME, NOW)).isFalse();
        assertThat(store().consume("id", ANNA, BOLT, NOW)).isFalse();
        assertThat(store().consume("id", ANNA, ACME, END)).isFalse();
        assertThat(store().consume("unchosen", ANNA, ACME, NOW)).isFalse();
        assertThat(store().consume("other", ANNA, ACME, NOW)).isFalse();
        assertThat(store().consume("id", ANNA, ACME, END.minusNanos(1_000))).isTrue();
    }

    @Test
    void aDecidedOrExpiredOneTakesNoChoice() {
        store().insert(interaction("decided", ANNA, END));
        store().insert(interaction("expired", ANNA, END));
        store().consume("decided", ANNA, ACME, NOW);

        assertThat(store().choose("decided", BEN, BOLT, NOW)).isFalse();
        assertThat(store().choose("expired", BEN, BOLT, END)).isFalse();
        assertThat(store().find("decided").orElseThrow().chosenBy(ANNA, ACME)).isTrue();
    }

    @Test
    void purgingTakesOnlyWhatExpiredAndNoMoreThanTheLimit() {
        for (int i = 0; i < 5; i++) {
            store().insert(interaction("old" + i, null, NOW));
        }
        store().insert(interaction("new", null, END));

        assertThat(store().purge(NOW.plusSeconds(1), 3)).isEqualTo(3);
        assertThat(store().purge(NOW.plusSeconds(1), 3)).isEqualTo(2);
        assertThat(store().purge(NOW.plusSeconds(1), 3)).isZero();
        assertThat(store().find("new")).isPresent();
    }

    private static Interaction interaction(String id, @Nullable UserId user, Instant expiresAt) {
        AuthorizationRequest request = new AuthorizationRequest(
                new AppId("app"),
                new CodeBinding("https://client.test/cb", true, "c".repeat(43), null),
                null,
                Scopes.of("tickets.read"),
                Resources.UNNAMED,
                false);
        return new Interaction(
                id, TokenHash.of("cookie"), request, null, user, user == null ? null : ACME, expiresAt, null);
    }
}
