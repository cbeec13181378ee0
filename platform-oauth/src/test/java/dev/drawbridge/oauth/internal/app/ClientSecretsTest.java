package dev.drawbridge.oauth.internal.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClientSecretsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final MemoryCoreStores core = new MemoryCoreStores(PlatformClock.system());
    private final ChangeFeed changes = new ChangeFeed(core.changes(), core.transactions(), PlatformClock.system());
    private final CredentialFormat format = new CredentialFormat("dp", new Random(1));
    private final RecordingStore store =
            new RecordingStore(MemoryOAuthStores.on(core.transactions()).secrets());
    private final ClientSecrets secrets = new ClientSecrets(store, format, changes);
    private final App app = app("app", AppStatus.ACTIVE, null);

    @Nested
    class Verifying {

        @Test
        void theRightSecretOfTheRightAppMatches() {
            Secret secret = add(app, "one");
            add(app("other", AppStatus.ACTIVE, null), "two");

            assertThat(secrets.verify(app, secret, NOW)).map(StoredSecret::id).contains("one");
            assertThat(secrets.verify(app("other", AppStatus.ACTIVE, null), secret, NOW))
                    .isEmpty();
            assertThat(secrets.verify(app("third", AppStatus.ACTIVE, null), secret, NOW))
                    .isEmpty();
        }

        @Test
        @Tag("A-068")
        @DisplayName("a mistyped secret is refused before anything is read")
        void mistyped() {
            String secret = add(app, "one").reveal();
            char last = secret.charAt(secret.length() - 1);
            for (String wrong : List.of(
                    "",
                    "only-31-characters-0123456789-A",
                    secret + "0",
                    secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0'),
                    secret.substring(0, secret.length() - 1))) {
                assertThat(secrets.verify(app, Secret.of(wrong), NOW)).isEmpty();
            }
            assertThat(store.reads).isEmpty();
        }

        @Test
        @Tag("CLI-16")
        @DisplayName("what could be somebody else's secret is compared by its hash, with one read for all")
        void foreign() {
            String secret = add(app, "one").reveal();
            for (String wrong : List.of(
                    secret.substring(1),
                    secret.replace("dp_cs_", "xx_cs_"),
                    secret.replace("dp_cs_", "dp_rt_"),
                    TokenHash.of(secret).value())) {
                assertThat(secrets.verify(app, Secret.of(wrong), NOW)).isEmpty();
            }
            assertThat(store.reads).hasSize(1);
        }

        @Test
        void thereIsOneReadForManyChecks() {
            Secret secret = add(app, "one");
            for (int i = 0; i < 100; i++) {
                assertThat(secrets.verify(app, secret, NOW)).isPresent();
                assertThat(secrets.verify(app, format.next(CredentialFormat.Kind.CLIENT_SECRET), NOW))
                        .isEmpty();
            }
            assertThat(store.reads).hasSize(1);
        }

        @Test
        @Tag("A-061")
        @DisplayName("the end of a secret is judged by the time of the check, cached or not")
        void expiry() {
            Secret old = add(app, "old");
            Secret next = format.next(CredentialFormat.Kind.CLIENT_SECRET);
            store.rotate(stored(app, "next", next), NOW.plusSeconds(60), false, NOW);

            assertThat(secrets.verify(app, old, NOW)).isPresent();
            assertThat(secrets.verify(app, old, NOW.plusSeconds(60).minusNanos(1)))
                    .isPresent();
            assertThat(secrets.verify(app, old, NOW.plusSeconds(60))).isEmpty();
            assertThat(secrets.verify(app, next, NOW.plusSeconds(60))).isPresent();
        }

        @Test
        @Tag("A-057")
        @DisplayName("an app that is revoked, suspended or expired authenticates with no secret")
        void unusableApps() {
            Secret secret = add(app, "one");

            assertThat(secrets.verify(app("app", AppStatus.REVOKED, null), secret, NOW))
                    .isEmpty();
            assertThat(secrets.verify(app("app", AppStatus.SUSPENDED, null), secret, NOW))
                    .isEmpty();
            assertThat(secrets.verify(app("app", AppStatus.ACTIVE, NOW), secret, NOW))
                    .isEmpty();
            assertThat(secrets.verify(app("app", AppStatus.ACTIVE, NOW.plusNanos(1)), secret, NOW))
                    .isPresent();
        }
    }

    @Nested
    class Caching {

        @Test
        @Tag("A-062")
        @DisplayName("a change of the secrets or the app is seen at the next check")
        void drops() {
            Secret secret = add(app, "one");
            assertThat(secrets.verify(app, secret, NOW)).isPresent();

            store.end(app.id(), "one", NOW);
            changes.drop(ChangeKind.SECRET, app.id().value());
            assertThat(secrets.verify(app, secret, NOW)).isEmpty();

            changes.drop(ChangeKind.APP, app.id().value());
            secrets.verify(app, secret, NOW);
            assertThat(store.reads).hasSize(3);
        }

        @Test
        void whatChangesWhileItIsReadIsNotKept() {
            Secret secret = add(app, "one");
            store.afterRead = () -> {
                store.end(app.id(), "one", NOW);
                changes.drop(ChangeKind.SECRET, app.id().value());
            };
            // Read just before the change: this check may still succeed, the next must not.
            secrets.verify(app, secret, NOW);
            store.afterRead = () -> {};

            assertThat(secrets.verify(app, secret, NOW)).isEmpty();
        }

        @Test
        void aDropOfAKeyThatIsNoAppIsHarmless() {
            changes.drop(ChangeKind.SECRET, "x");
            assertThat(store.reads).isEmpty();
        }
    }

    @Test
    @Tag("A-066")
    @DisplayName("uses are noted once a minute for each secret")
    void uses() {
        Secret one = add(app, "one");
        Secret two = format.next(CredentialFormat.Kind.CLIENT_SECRET);
        store.rotate(stored(app, "two", two), NOW.plusSeconds(600), false, NOW);
        StoredSecret first = secrets.verify(app, one, NOW).orElseThrow();
        StoredSecret second = secrets.verify(app, two, NOW).orElseThrow();
        assertThat(store.touches).isEmpty();

        for (int second60 = 0; second60 < 120; second60++) {
            secrets.used(first, NOW.plusSeconds(second60));
        }
        secrets.used(second, NOW.plusSeconds(5));

        assertThat(store.touches).containsExactly("one@0", "one@60", "two@5");
    }

    private Secret add(App owner, String id) {
        Secret secret = format.next(CredentialFormat.Kind.CLIENT_SECRET);
        store.rotate(stored(owner, id, secret), NOW, false, NOW);
        return secret;
    }

    private static StoredSecret stored(App owner, String id, Secret secret) {
        return new StoredSecret(id, owner.id(), TokenHash.of(secret), secret.last4(), NOW, null, null);
    }

    private static App app(String id, AppStatus status, Instant expiresAt) {
        return App.builder(new AppId(id), new ClientId("client-" + id), AppType.WEB, DefinedBy.USER)
                .owner(new DeveloperId("dev"))
                .status(status)
                .profile(AppProfile.of(id, "", "help@acme.test"))
                .access(AppAccess.of(List.of(), Scopes.NONE)
                        .with()
                        .expiresAt(expiresAt)
                        .build())
                .createdAt(NOW)
                .build();
    }

    /** Remembers reads and notes of use. */
    private static final class RecordingStore implements SecretStore {

        private final SecretStore store;
        private final List<AppId> reads = new ArrayList<>();
        private final List<String> touches = new ArrayList<>();
        private Runnable afterRead = () -> {};

        RecordingStore(SecretStore store) {
            this.store = store;
        }

        @Override
        public void forget(AppId app) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StoredSecret> live(AppId app, Instant now) {
            reads.add(app);
            List<StoredSecret> live = store.live(app, now);
            afterRead.run();
            return live;
        }

        @Override
        public void touch(String id, Instant now, Instant ifBefore) {
            touches.add(id + "@" + (now.getEpochSecond() - NOW.getEpochSecond()));
        }

        @Override
        public Rotation rotate(StoredSecret next, Instant previousEnds, boolean endOlder, Instant now) {
            return store.rotate(next, previousEnds, endOlder, now);
        }

        @Override
        public Optional<StoredSecret> end(AppId app, String id, Instant now) {
            return store.end(app, id, now);
        }

        @Override
        public Optional<Cancellation> cancelRotation(AppId app, Instant now) {
            return store.cancelRotation(app, now);
        }

        @Override
        public List<StoredSecret> ending(Set<AppId> apps, Instant now) {
            return store.ending(apps, now);
        }

        @Override
        public List<StoredSecret> endingBetween(Instant after, Instant until, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int purge(Instant before, int limit) {
            return store.purge(before, limit);
        }
    }
}
