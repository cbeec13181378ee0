package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link AppStore} promises. */
public abstract class AppStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final int LIMIT = 5;

    private final DeveloperId owner = new DeveloperId("dev_1");

    /** For subclasses. */
    protected AppStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    private AppStore apps() {
        return stores().apps();
    }

    private App inserted(App app) {
        assertThat(apps().insert(app, LIMIT, NOW)).isEqualTo(AppStore.Insertion.INSERTED);
        return app;
    }

    @Nested
    class Finding {

        @Test
        void givesBackEveryField() {
            App app = inserted(with(Samples.app(owner, "Caf\u00e9 \uD83D\uDE80"), "Caf\u00e9 \uD83D\uDE80", 1, LATER));
            assertThat(apps().find(app.id())).contains(app);
            assertThat(apps().findByClientId(app.clientId())).contains(app);
        }

        @Test
        void givesBackWhatIsAbsentAsAbsent() {
            App app = inserted(Samples.app(null, "House"));
            assertThat(apps().find(app.id())).contains(app);
        }

        @Test
        void findsNothingForAnUnknownId() {
            assertThat(apps().find(new AppId("app_unknown"))).isEmpty();
            assertThat(apps().findByClientId(new ClientId("dp_cid_unknown"))).isEmpty();
        }

        @Test
        void comparesClientIdsWithCase() {
            App app = inserted(Samples.app(owner, "One"));
            String upper = app.clientId().value().replace("dp_cid", "DP_CID");
            assertThat(apps().findByClientId(new ClientId(upper))).isEmpty();
        }

        @Test
        void listsTheAppsOfADeveloperNewestFirstWhateverTheirStatus() {
            App first = inserted(Samples.app(owner, "First"));
            App second = inserted(Samples.app(owner, "Second"));
            inserted(Samples.app(new DeveloperId("dev_2"), "Foreign"));
            apps().moveStatus(first.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            assertThat(apps().ownedBy(owner)).extracting(App::id).containsExactly(second.id(), first.id());
        }
    }

    @Nested
    class Holding {

        @Test
        @DisplayName("what is held does not change until the transaction ends, so fifty simultaneous edits lose none")
        void keepsOthersFromChangingIt() {
            App app = inserted(Samples.app(owner, "App"));

            List<AppStore.Update> outcomes =
                    Race.run(i -> stores().transactions().inTransaction(() -> {
                        App held = apps().hold(app.id()).orElseThrow();
                        return apps().update(with(held, "App " + i, held.version() + 1, null), NOW);
                    }));

            assertThat(outcomes).containsOnly(AppStore.Update.UPDATED);
            assertThat(apps().find(app.id()))
                    .hasValueSatisfying(edited -> assertThat(edited.version()).isEqualTo(1 + Race.THREADS));
        }

        @Test
        void findsNothingForAnUnknownId() {
            assertThat(apps().hold(new AppId("app_unknown"))).isEmpty();
        }
    }

    @Nested
    class Inserting {

        @Test
        void stopsAtTheLimit() {
            for (int i = 0; i < LIMIT; i++) {
                inserted(Samples.app(owner, "App " + i));
            }
            App oneMore = Samples.app(owner, "One more");
            assertThat(apps().insert(oneMore, LIMIT, NOW)).isEqualTo(AppStore.Insertion.LIMIT_REACHED);
            assertThat(apps().find(oneMore.id())).isEmpty();
            assertThat(apps().countLive(owner, NOW)).isEqualTo(LIMIT);
        }

        @Test
        void countsNeitherRevokedNorExpiredAppsButSuspendedOnes() {
            App revoked = inserted(Samples.app(owner, "Revoked"));
            apps().moveStatus(revoked.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            App suspended = inserted(Samples.app(owner, "Suspended"));
            apps().moveStatus(suspended.id(), AppStatus.ACTIVE, AppStatus.SUSPENDED, NOW);
            inserted(with(Samples.app(owner, "Expiring"), "Expiring", 1, LATER));
            assertThat(apps().countLive(owner, NOW)).isEqualTo(2);
            assertThat(apps().countLive(owner, LATER)).isEqualTo(1);
        }

        @Test
        void refusesANameThatALiveAppHasInAnotherCase() {
            inserted(Samples.app(owner, "Stra\u00dfe One"));
            assertThat(apps().insert(Samples.app(owner, "STRASSE ONE"), LIMIT, NOW))
                    .isEqualTo(AppStore.Insertion.NAME_TAKEN);
            inserted(Samples.app(new DeveloperId("dev_2"), "Stra\u00dfe one"));
        }

        @Test
        void freesTheNameOfARevokedApp() {
            App revoked = inserted(Samples.app(owner, "One"));
            apps().moveStatus(revoked.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            inserted(Samples.app(owner, "one"));
        }

        @Test
        void knowsNoLimitForAppsWithoutAnOwner() {
            for (int i = 0; i <= LIMIT; i++) {
                inserted(Samples.app(null, "House"));
            }
        }

        @Test
        void leavesExactlyOneAppOfAClientIdInARace() {
            ClientId id = new ClientId("https://client.test/metadata");
            List<AppStore.Insertion> outcomes =
                    Race.run(i -> apps().insert(named(Samples.app(null, "App " + i), id), LIMIT, NOW));
            assertThat(outcomes).filteredOn(AppStore.Insertion.INSERTED::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(AppStore.Insertion.CLIENT_ID_TAKEN::equals)
                    .hasSize(Race.THREADS - 1);
            assertThat(apps().findByClientId(id)).isPresent();
        }

        @Test
        void leavesExactlyTheLimitInARace() {
            List<AppStore.Insertion> outcomes =
                    Race.run(i -> apps().insert(Samples.app(owner, "App " + i), LIMIT, NOW));
            assertThat(outcomes).filteredOn(AppStore.Insertion.INSERTED::equals).hasSize(LIMIT);
            assertThat(outcomes)
                    .filteredOn(AppStore.Insertion.LIMIT_REACHED::equals)
                    .hasSize(Race.THREADS - LIMIT);
            assertThat(apps().ownedBy(owner)).hasSize(LIMIT);
        }

        @Test
        void leavesExactlyOneAppOfANameInARace() {
            List<AppStore.Insertion> outcomes = Race.run(i -> apps().insert(Samples.app(owner, "Same"), LIMIT, NOW));
            assertThat(outcomes).filteredOn(AppStore.Insertion.INSERTED::equals).hasSize(1);
            assertThat(apps().ownedBy(owner)).hasSize(1);
        }
    }

    @Nested
    class Updating {

        @Test
        void replacesProfileAccessAndSecurity() {
            App app = inserted(Samples.app(owner, "Before"));
            App after = with(app, "After", 2, LATER);
            assertThat(apps().update(after, NOW)).isEqualTo(AppStore.Update.UPDATED);
            assertThat(apps().find(app.id())).contains(after);
        }

        @Test
        void keepsItsOwnName() {
            App app = inserted(Samples.app(owner, "Name"));
            assertThat(apps().update(with(app, "NAME", 2, null), NOW)).isEqualTo(AppStore.Update.UPDATED);
        }

        @Test
        void refusesTheNameOfAnotherLiveApp() {
            inserted(Samples.app(owner, "Taken"));
            App app = inserted(Samples.app(owner, "Mine"));
            assertThat(apps().update(with(app, "taken", 2, null), NOW)).isEqualTo(AppStore.Update.NAME_TAKEN);
            assertThat(apps().find(app.id())).contains(app);
        }

        @Test
        void isStaleForAnotherVersionARevokedAppAndAnUnknownOne() {
            App app = inserted(Samples.app(owner, "App"));
            assertThat(apps().update(with(app, "App", 3, null), NOW)).isEqualTo(AppStore.Update.STALE);
            assertThat(apps().update(with(Samples.app(owner, "Unknown"), "Unknown", 2, null), NOW))
                    .isEqualTo(AppStore.Update.STALE);
            apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            assertThat(apps().update(with(app, "App", 3, null), NOW)).isEqualTo(AppStore.Update.STALE);
        }

        @Test
        void isStaleRatherThanTaken() {
            inserted(Samples.app(owner, "Taken"));
            App app = inserted(Samples.app(owner, "Mine"));
            assertThat(apps().update(with(app, "Taken", 7, null), NOW)).isEqualTo(AppStore.Update.STALE);
        }

        @Test
        void letsOneOfManyEditsOfAVersionThrough() {
            App app = inserted(Samples.app(owner, "App"));
            List<AppStore.Update> outcomes = Race.run(i -> apps().update(with(app, "App " + i, 2, null), NOW));
            assertThat(outcomes).filteredOn(AppStore.Update.UPDATED::equals).hasSize(1);
            assertThat(apps().find(app.id()).map(App::version)).contains(2L);
        }
    }

    @Nested
    class Moving {

        @Test
        void changesTheStatusOnceAndCountsTheVersion() {
            App app = inserted(Samples.app(owner, "App"));
            assertThat(apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW))
                    .isTrue();
            assertThat(apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW))
                    .isFalse();
            assertThat(apps().find(app.id())).hasValueSatisfying(moved -> {
                assertThat(moved.status()).isEqualTo(AppStatus.REVOKED);
                assertThat(moved.version()).isEqualTo(2);
            });
        }

        @Test
        void succeedsOnceInARace() {
            App app = inserted(Samples.app(owner, "App"));
            List<Boolean> outcomes =
                    Race.run(i -> apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.SUSPENDED, NOW));
            assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
        }
    }

    @Nested
    class Forgetting {

        private static final String DOCUMENT = "https://client.test/metadata";

        @Test
        @Tag("A-133")
        @DisplayName("apps that were revoked long ago are forgotten, those revoked first first; others never")
        void forgetsWhatWasRevokedLongAgo() {
            App live = inserted(Samples.app(owner, "Live"));
            App late = revoked(Samples.app(owner, "Late"), NOW.plusSeconds(1));
            App early = revoked(Samples.app(owner, "Early"), NOW);

            assertThat(apps().revokedBefore(NOW, 10)).isEmpty();
            assertThat(apps().purgeRevoked(early.id(), NOW)).isFalse();
            assertThat(apps().revokedBefore(LATER, 1)).containsExactly(early.id());
            assertThat(apps().revokedBefore(LATER, 10)).containsExactly(early.id(), late.id());
            assertThat(apps().purgeRevoked(live.id(), LATER)).isFalse();
            assertThat(apps().purgeRevoked(early.id(), LATER)).isTrue();
            assertThat(apps().purgeRevoked(early.id(), LATER)).isFalse();

            assertThat(apps().find(early.id())).isEmpty();
            assertThat(apps().findByClientId(early.clientId())).isEmpty();
            assertThat(apps().ownedBy(owner)).extracting(App::id).containsExactlyInAnyOrder(live.id(), late.id());
        }

        @Test
        @Tag("A-133")
        @DisplayName("what could come back under its old client id stays revoked for good")
        void keepsWhatCouldComeBack() {
            App internal = revoked(Samples.app(null, "Internal"), NOW);
            App document = revoked(dynamic(DOCUMENT), NOW);
            App registered = revoked(dynamic("dp_cid_" + Samples.id()), NOW);

            assertThat(apps().revokedBefore(LATER, 10)).containsExactly(registered.id());
            assertThat(apps().purgeRevoked(internal.id(), LATER)).isFalse();
            assertThat(apps().purgeRevoked(document.id(), LATER)).isFalse();
            assertThat(apps().findByClientId(document.clientId()).map(App::status))
                    .contains(AppStatus.REVOKED);
        }

        private App dynamic(String clientId) {
            App app = Samples.app(null, clientId);
            return app.with()
                    .clientId(new ClientId(clientId))
                    .owner(null)
                    .definedBy(DefinedBy.DYNAMIC)
                    .build();
        }

        private App revoked(App app, Instant at) {
            inserted(app);
            assertThat(apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, at))
                    .isTrue();
            return app;
        }
    }

    /** {@link AppStore#search}. */
    @Nested
    class Searching {

        @Test
        void findsPartsOfNamesAndClientIdsInAnyCaseAndNoPatterns() {
            App acme = inserted(Samples.app(owner, "Acme 100% Sync"));
            App other = inserted(Samples.app(null, "Other"));

            assertThat(found("ACME 100%")).containsExactly(acme);
            assertThat(found(other.clientId().value())).containsExactly(other);
            assertThat(found(owner.value())).containsExactly(acme);
            assertThat(found("a_me")).isEmpty();
            assertThat(found("")).hasSize(2);
        }

        @Test
        void tellsExpiredFromActive() {
            App active = inserted(Samples.app(owner, "Active"));
            App expired = inserted(with(Samples.app(owner, "Expired"), "Expired", 1, NOW));
            apps().moveStatus(active.id(), AppStatus.ACTIVE, AppStatus.SUSPENDED, NOW);

            assertThat(apps().search(new AppSearch("", "EXPIRED", null, null, null, 10), NOW))
                    .containsExactly(expired);
            assertThat(apps().search(new AppSearch("", "ACTIVE", null, null, null, 10), NOW))
                    .isEmpty();
            assertThat(apps().search(new AppSearch("", "SUSPENDED", active.definedBy(), null, null, 10), NOW))
                    .extracting(App::id)
                    .containsExactly(active.id());
        }

        @Test
        void comesInPagesOfLaterIdsFirst() {
            List<AppId> ids = Stream.of("One", "Two", "Three")
                    .map(name -> inserted(Samples.app(owner, name)).id())
                    .sorted(Comparator.comparing(AppId::value).reversed())
                    .toList();

            assertThat(apps().search(new AppSearch("", null, null, null, null, 2), NOW))
                    .extracting(App::id)
                    .containsExactly(ids.get(0), ids.get(1));
            assertThat(apps().search(new AppSearch("", null, null, null, ids.get(1).value(), 2), NOW))
                    .extracting(App::id)
                    .containsExactly(ids.get(2));
        }

        private List<App> found(String text) {
            return apps().search(new AppSearch(text, null, null, null, null, 10), NOW);
        }
    }

    private static App with(App app, String name, long version, @Nullable Instant expiresAt) {
        return app.with()
                .profile(app.profile().with().name(name).build())
                .access(Samples.access(expiresAt))
                .security(AppSecurity.of(app.type()))
                .version(version)
                .build();
    }

    private static App named(App app, ClientId clientId) {
        return app.with().clientId(clientId).build();
    }
}
