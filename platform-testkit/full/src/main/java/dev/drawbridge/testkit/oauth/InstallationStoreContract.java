package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.oauth.spi.InstallationStore;
import dev.drawbridge.testkit.contract.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link InstallationStore} does. */
public abstract class InstallationStoreContract {

    private static final int THREADS = 50;
    private static final AppId APP = new AppId("app");

    /** For subclasses. */
    protected InstallationStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract InstallationStore store();

    @Test
    void theFirstCompanyStaysTheDefault() {
        assertThat(store().defaultCompany(APP)).isEmpty();

        assertThat(store().setFirstCompany(APP, new CompanyId("co_first"))).isTrue();
        assertThat(store().setFirstCompany(APP, new CompanyId("co_second"))).isFalse();

        assertThat(store().defaultCompany(APP)).contains(new CompanyId("co_first"));
        assertThat(store().defaultCompany(new AppId("other"))).isEmpty();
    }

    @Test
    void anAppThatIsForgottenHasNoDefault() {
        AppId other = new AppId("other");
        store().setFirstCompany(APP, new CompanyId("co_first"));
        store().setFirstCompany(other, new CompanyId("co_first"));

        store().forget(APP);
        store().forget(APP);

        assertThat(store().defaultCompany(APP)).isEmpty();
        assertThat(store().defaultCompany(other)).contains(new CompanyId("co_first"));
    }

    @Test
    void ofFiftyCompaniesAtTheSameTimeOneBecomesTheDefault() {
        List<Boolean> firsts = Race.of(THREADS, thread -> store().setFirstCompany(APP, new CompanyId("co_" + thread)));

        assertThat(firsts).containsOnlyOnce(true);
        assertThat(store().defaultCompany(APP)).contains(new CompanyId("co_" + firsts.indexOf(true)));
    }
}
