package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link AppStore} and {@link AccountStore} promise to operators. */
public abstract class OperatorStoresContract {

    private static final Instant NOW = Samples.NOW;

    private final DeveloperId owner = new DeveloperId("dev_1");

    /** For subclasses. */
    protected OperatorStoresContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores core();

    /**
     * Returns the stores of accounts, empty.
     *
     * @return the same instance during one test
     */
    protected abstract AccountStores accounts();

    /** {@link AccountStore#search} and {@link AccountStore#suspend}. */
    @Nested
    class Operating {

        private static final Suspension SUSPENSION =
                new Suspension(Samples.NOW, "Phishing, 100%", List.of(new AppId("app_1"), new AppId("app_2")));

        @Test
        void findsPartsOfNamesAndAddressesInAnyCaseAndNoPatterns() {
            Account anna = AccountStoresContract.account("anna", "anna@example.com");
            accounts().accounts().insert(anna);
            accounts().accounts().insert(AccountStoresContract.account("bob", "bob@else.test"));

            assertThat(found("EXAMPLE.com")).containsExactly(anna);
            assertThat(found(anna.id().value())).containsExactly(anna);
            assertThat(found("%")).isEmpty();
            assertThat(found("")).hasSize(2);
            Account later = found("").get(0);
            assertThat(accounts().accounts().search("", later.id(), 10))
                    .hasSize(1)
                    .doesNotContain(later);
        }

        @Test
        void suspendsOnceAndGivesBackWhatEnds() {
            Account anna = AccountStoresContract.account("anna", "anna@example.com");
            accounts().accounts().insert(anna);
            assertThat(accounts().accounts().suspension(anna.id())).isEmpty();

            List<Boolean> suspended = Race.of(5, number -> accounts().accounts().suspend(anna.id(), SUSPENSION));

            assertThat(suspended).containsOnlyOnce(true);
            assertThat(accounts().accounts().suspension(anna.id())).contains(SUSPENSION);
            assertThat(accounts().accounts().find(anna.id()).orElseThrow().suspendedAt())
                    .isEqualTo(Samples.NOW);
            assertThat(accounts().accounts().unsuspend(anna.id())).isTrue();
            assertThat(accounts().accounts().unsuspend(anna.id())).isFalse();
            assertThat(accounts().accounts().suspension(anna.id())).isEmpty();
            assertThat(accounts().accounts().find(anna.id())).contains(anna);
            assertThat(accounts().accounts().suspend(new DeveloperId("nobody"), SUSPENSION))
                    .isFalse();
        }

        private List<Account> found(String text) {
            return accounts().accounts().search(text, null, 10);
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
            App expired = inserted(expiring(Samples.app(owner, "Expired")));
            core().apps().moveStatus(active.id(), AppStatus.ACTIVE, AppStatus.SUSPENDED, NOW);

            assertThat(core().apps().search(new AppSearch("", "EXPIRED", null, null, null, 10), NOW))
                    .containsExactly(expired);
            assertThat(core().apps().search(new AppSearch("", "ACTIVE", null, null, null, 10), NOW))
                    .isEmpty();
            assertThat(core().apps().search(new AppSearch("", "SUSPENDED", active.definedBy(), null, null, 10), NOW))
                    .extracting(App::id)
                    .containsExactly(active.id());
        }

        @Test
        void comesInPagesOfLaterIdsFirst() {
            List<AppId> ids = Stream.of("One", "Two", "Three")
                    .map(name -> inserted(Samples.app(owner, name)).id())
                    .sorted(Comparator.comparing(AppId::value).reversed())
                    .toList();

            assertThat(core().apps().search(new AppSearch("", null, null, null, null, 2), NOW))
                    .extracting(App::id)
                    .containsExactly(ids.get(0), ids.get(1));
            assertThat(core().apps()
                            .search(
                                    new AppSearch(
                                            "", null, null, null, ids.get(1).value(), 2),
                                    NOW))
                    .extracting(App::id)
                    .containsExactly(ids.get(2));
        }

        private List<App> found(String text) {
            return core().apps().search(new AppSearch(text, null, null, null, null, 10), NOW);
        }
    }

    private App inserted(App app) {
        assertThat(core().apps().insert(app, 10, NOW)).isEqualTo(AppStore.Insertion.INSERTED);
        return app;
    }

    private static App expiring(App app) {
        return app.with().access(Samples.access(NOW)).build();
    }
}
