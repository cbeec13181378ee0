package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.SecretStore.Outcome;
import dev.drawbridge.oauth.spi.StoredSecret;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} does. */
public abstract class SecretStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration OVERLAP = Duration.ofDays(30);
    private static final AppId APP = new AppId("app");
    private static final AppId OTHER = new AppId("other");

    /** For subclasses. */
    protected SecretStoreContract() {}

    /**
     * Returns the stores of core on the same database; apps are locked there.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract SecretStore store();

    @BeforeEach
    void registerApps() {
        for (AppId id : List.of(APP, OTHER)) {
            App app = App.builder(id, new ClientId("client-" + id), AppType.WEB, DefinedBy.USER)
                    .owner(new DeveloperId("dev"))
                    .profile(AppProfile.of(id.value(), "", "help@acme.test"))
                    .access(AppAccess.of(List.of(), Scopes.NONE))
                    .createdAt(NOW)
                    .build();
            assertThat(core().apps().insert(app, 5, NOW)).isEqualTo(AppStore.Insertion.INSERTED);
        }
    }

    @Test
    void aFirstSecretIsLiveWithoutEnd() {
        SecretStore.Rotation rotation = rotate("first", false);

        assertThat(rotation.outcome()).isEqualTo(Outcome.ROTATED);
        assertThat(rotation.previous()).isEmpty();
        assertThat(store().live(APP, NOW)).containsExactly(secret("first", APP));
        assertThat(store().live(OTHER, NOW)).isEmpty();
    }

    @Test
    @Tag("A-061")
    @DisplayName("after a rotation both secrets are live until the overlap ends, to the microsecond")
    void overlap() {
        rotate("old", false);
        SecretStore.Rotation rotation = rotate("new", false);

        assertThat(rotation.previous()).contains(secret("old", APP).expiring(NOW.plus(OVERLAP)));
        assertThat(ids(NOW)).containsExactly("new", "old");
        assertThat(ids(NOW.plus(OVERLAP).minusNanos(1_000))).containsExactly("new", "old");
        assertThat(ids(NOW.plus(OVERLAP))).containsExactly("new");
    }

    @Test
    @Tag("A-062")
    @DisplayName("without overlap the old secret is not live any more")
    void noOverlap() {
        rotate("old", false);
        store().rotate(secret("new", APP), NOW, false, NOW);

        assertThat(ids(NOW)).containsExactly("new");
    }

    @Test
    @DisplayName("the secrets of several apps that run out are found together")
    void ending() {
        rotate("old", false);
        rotate("new", false);
        store().rotate(secret("other", OTHER), NOW, false, NOW);

        assertThat(store().ending(Set.of(APP, OTHER), NOW))
                .extracting(StoredSecret::id)
                .containsExactly("old");
        assertThat(store().ending(Set.of(OTHER), NOW)).isEmpty();
        assertThat(store().ending(Set.of(), NOW)).isEmpty();
        Instant end =
                Objects.requireNonNull(store().ending(Set.of(APP), NOW).get(0).expiresAt());
        assertThat(store().endingBetween(NOW, end, 10))
                .extracting(StoredSecret::id)
                .containsExactly("old");
        assertThat(store().endingBetween(NOW, end.minusSeconds(1), 10)).isEmpty();
        assertThat(store().endingBetween(end, end.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    @Tag("A-063")
    @DisplayName("a rotation beside another one needs the older secret's end")
    void secondRotation() {
        rotate("one", false);
        rotate("two", false);

        assertThat(rotate("three", false).outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(ids(NOW)).containsExactly("two", "one");

        assertThat(rotate("four", true).outcome()).isEqualTo(Outcome.ROTATED);
        assertThat(ids(NOW)).containsExactly("four", "two");
    }

    @Test
    @Tag("A-063")
    @DisplayName("of ten simultaneous rotations one goes through, and never more than two secrets are live")
    void parallelRotations() {
        rotate("first", false);
        List<Outcome> outcomes =
                Race.of(10, thread -> rotate("next" + thread, false).outcome());

        assertThat(outcomes).containsOnlyOnce(Outcome.ROTATED);
        assertThat(ids(NOW)).containsExactly("next" + outcomes.indexOf(Outcome.ROTATED), "first");
    }

    @Test
    @Tag("A-063")
    @DisplayName("ten simultaneous rotations that end the older secret leave two live ones")
    void parallelRotationsThatEndTheOlder() {
        rotate("first", false);
        List<Outcome> outcomes =
                Race.of(10, thread -> rotate("next" + thread, true).outcome());

        assertThat(outcomes).containsOnly(Outcome.ROTATED);
        assertThat(store().live(APP, NOW)).hasSize(SecretStore.MAX_LIVE);
        assertThat(store().live(APP, NOW.plus(OVERLAP))).hasSize(1);
    }

    @Test
    @Tag("A-064")
    @DisplayName("cancelling a rotation drops the newer secret and takes the end from the older")
    void cancel() {
        rotate("old", false);
        rotate("new", false);

        SecretStore.Cancellation cancelled =
                store().cancelRotation(APP, NOW.plusSeconds(60)).orElseThrow();

        assertThat(cancelled.dropped().id()).isEqualTo("new");
        assertThat(cancelled.restored()).isEqualTo(secret("old", APP));
        assertThat(ids(NOW.plusSeconds(60))).containsExactly("old");
        assertThat(ids(NOW.plus(OVERLAP))).containsExactly("old");
        assertThat(store().cancelRotation(APP, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void aSecretEndsOnceAndForItsOwnAppAlone() {
        rotate("old", false);
        rotate("new", false);

        assertThat(store().end(OTHER, "old", NOW)).isEmpty();
        assertThat(store().end(APP, "none", NOW)).isEmpty();
        assertThat(store().end(APP, "old", NOW)).contains(secret("old", APP).expiring(NOW));
        assertThat(store().end(APP, "old", NOW)).isEmpty();
        assertThat(ids(NOW)).containsExactly("new");
    }

    @Test
    void aRotationNeverProlongsASecretThatRunsOut() {
        rotate("old", false);
        store().rotate(secret("new", APP), NOW.plusSeconds(60), false, NOW);
        store().end(APP, "new", NOW);

        rotate("newest", false);

        assertThat(ids(NOW)).containsExactly("newest", "old");
        assertThat(ids(NOW.plusSeconds(60))).containsExactly("newest");
    }

    @Test
    @Tag("A-066")
    @DisplayName("uses are noted for each secret, and not again before they are due")
    void touch() {
        rotate("old", false);
        rotate("new", false);

        store().touch("old", NOW, NOW.minusSeconds(60));
        store().touch("old", NOW.plusSeconds(59), NOW.minusSeconds(1));
        assertThat(lastUse("old")).isEqualTo(NOW);
        assertThat(lastUse("new")).isNull();

        store().touch("old", NOW.plusSeconds(61), NOW.plusSeconds(1));
        assertThat(lastUse("old")).isEqualTo(NOW.plusSeconds(61));
    }

    @Test
    void whatEndedIsPurgedInBatches() {
        for (String id : List.of("a", "b", "c", "d")) {
            store().rotate(secret(id, APP), NOW, false, NOW);
        }

        assertThat(store().purge(NOW.minusSeconds(1), 10)).isZero();
        assertThat(store().purge(NOW, 2)).isEqualTo(2);
        assertThat(store().purge(NOW, 2)).isEqualTo(1);
        assertThat(ids(NOW)).containsExactly("d");
    }

    @Test
    void theSecretsOfAnAppThatIsForgottenGo() {
        rotate("old", false);
        rotate("new", false);

        store().forget(new AppId("another"));
        assertThat(ids(NOW)).hasSize(2);
        store().forget(APP);

        assertThat(ids(NOW)).isEmpty();
        assertThat(store().purge(NOW.plus(OVERLAP).plus(OVERLAP), 10)).isZero();
    }

    @Test
    void aRotationIsUndoneWithItsTransaction() {
        rotate("old", false);
        try {
            core().transactions().inTransaction(() -> {
                rotate("new", false);
                throw new IllegalStateException("undo");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("undo");
        }

        assertThat(store().live(APP, NOW)).containsExactly(secret("old", APP));
    }

    private SecretStore.Rotation rotate(String id, boolean endOlder) {
        return store().rotate(secret(id, APP), NOW.plus(OVERLAP), endOlder, NOW);
    }

    private List<String> ids(Instant now) {
        return store().live(APP, now).stream().map(StoredSecret::id).toList();
    }

    private Instant lastUse(String id) {
        return store().live(APP, NOW).stream()
                .filter(secret -> secret.id().equals(id))
                .map(StoredSecret::lastUsedAt)
                .toList()
                .get(0);
    }

    private static StoredSecret secret(String id, AppId app) {
        return new StoredSecret(id, app, TokenHash.of(id), "last", NOW, null, null);
    }
}
