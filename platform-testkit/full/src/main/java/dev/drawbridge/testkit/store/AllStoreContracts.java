package dev.drawbridge.testkit.store;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MailRequestStore;
import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.usage.UsageStore;
import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.PushedRequestStore;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.oauth.store.SeenAppStore;
import dev.drawbridge.oauth.store.SigningKeyStore;
import dev.drawbridge.ratelimit.store.CounterStore;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.contract.AccountStoresContract;
import dev.drawbridge.testkit.contract.AppStoreContract;
import dev.drawbridge.testkit.contract.ChangeStoreContract;
import dev.drawbridge.testkit.contract.GrantStoreContract;
import dev.drawbridge.testkit.contract.JournalStoreContract;
import dev.drawbridge.testkit.contract.LeaseStoreContract;
import dev.drawbridge.testkit.contract.MailRequestStoreContract;
import dev.drawbridge.testkit.contract.MailStoreContract;
import dev.drawbridge.testkit.contract.ReplayStoreContract;
import dev.drawbridge.testkit.contract.SessionStoreContract;
import dev.drawbridge.testkit.contract.ThrottleStoreContract;
import dev.drawbridge.testkit.contract.TransactionsContract;
import dev.drawbridge.testkit.contract.UsageStoreContract;
import dev.drawbridge.testkit.oauth.AppRegistryContract;
import dev.drawbridge.testkit.oauth.CodeStoreContract;
import dev.drawbridge.testkit.oauth.ConsentContract;
import dev.drawbridge.testkit.oauth.DynamicClientContract;
import dev.drawbridge.testkit.oauth.FamilyStoreContract;
import dev.drawbridge.testkit.oauth.InstallationStoreContract;
import dev.drawbridge.testkit.oauth.InteractionStoreContract;
import dev.drawbridge.testkit.oauth.KeyContract;
import dev.drawbridge.testkit.oauth.PushedRequestStoreContract;
import dev.drawbridge.testkit.oauth.RegistrationStoresContract;
import dev.drawbridge.testkit.oauth.SecretStoreContract;
import dev.drawbridge.testkit.oauth.SeenAppStoreContract;
import dev.drawbridge.testkit.oauth.SigningKeyStoreContract;
import dev.drawbridge.testkit.oauth.TokenContract;
import dev.drawbridge.testkit.ratelimit.CounterStoreContract;
import dev.drawbridge.testkit.webhooks.WebhookEndpointContract;
import dev.drawbridge.testkit.webhooks.WebhookLaneContract;
import dev.drawbridge.testkit.webhooks.WebhookOutboxContract;
import dev.drawbridge.testkit.webhooks.WebhookTurnsContract;
import dev.drawbridge.webhooks.store.WebhookStores;
import org.junit.jupiter.api.Nested;

/**
 * Every contract of the stores, for one implementation of all of them. A storage implementation has one test class, which
 * extends this and says where its stores are; a new contract is listed here, once for all implementations.
 */
public abstract class AllStoreContracts {

    /** For subclasses. */
    protected AllStoreContracts() {}

    /**
     * Returns the stores of core, empty before each test.
     *
     * @return the stores under test
     */
    protected abstract CoreStores coreStores();

    /**
     * Returns the stores of developer accounts, which join the transactions of {@link #coreStores()}.
     *
     * @return the stores under test
     */
    protected abstract AccountStores accountStores();

    /**
     * Returns the stores of the authorization server, which join the transactions of {@link #coreStores()}.
     *
     * @return the stores under test
     */
    protected abstract OAuthStores oauthStores();

    /**
     * Returns the stores of webhooks, which join the transactions of {@link #coreStores()}.
     *
     * @return the stores under test
     */
    protected abstract WebhookStores webhookStores();

    /**
     * Returns the limiter's counters; stores that several nodes can share return those of another node each time.
     *
     * @return the store under test
     */
    protected abstract CounterStore counterStore();

    @Nested
    class Apps extends AppStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Changes extends ChangeStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Grants extends GrantStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Journal extends JournalStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Leases extends LeaseStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Mails extends MailStoreContract {
        @Override
        protected MailStore store() {
            return coreStores().mails();
        }
    }

    @Nested
    class Replays extends ReplayStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Usage extends UsageStoreContract {
        @Override
        protected UsageStore usage() {
            return coreStores().usage();
        }
    }

    @Nested
    class Accounts extends AccountStoresContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected AccountStores stores() {
            return accountStores();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected AccountStores stores() {
            return accountStores();
        }
    }

    @Nested
    class MailRequests extends MailRequestStoreContract {
        @Override
        protected MailRequestStore store() {
            return accountStores().mailRequests();
        }
    }

    @Nested
    class Secrets extends SecretStoreContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected SecretStore store() {
            return oauthStores().secrets();
        }
    }

    @Nested
    class Registrations extends RegistrationStoresContract {
        @Override
        protected OAuthStores stores() {
            return oauthStores();
        }
    }

    @Nested
    class Interactions extends InteractionStoreContract {
        @Override
        protected InteractionStore store() {
            return oauthStores().interactions();
        }
    }

    @Nested
    class PushedRequests extends PushedRequestStoreContract {
        @Override
        protected PushedRequestStore store() {
            return oauthStores().pushedRequests();
        }
    }

    @Nested
    class Codes extends CodeStoreContract {
        @Override
        protected CodeStore store() {
            return oauthStores().codes();
        }
    }

    @Nested
    class Families extends FamilyStoreContract {
        @Override
        protected FamilyStore store() {
            return oauthStores().families();
        }
    }

    @Nested
    class SigningKeys extends SigningKeyStoreContract {
        @Override
        protected SigningKeyStore store() {
            return oauthStores().keys();
        }
    }

    @Nested
    class Installations extends InstallationStoreContract {
        @Override
        protected InstallationStore store() {
            return oauthStores().installations();
        }
    }

    @Nested
    class SeenApps extends SeenAppStoreContract {
        @Override
        protected SeenAppStore store() {
            return oauthStores().seenApps();
        }
    }

    @Nested
    class AppRegistry extends AppRegistryContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected OAuthStores oauth() {
            return oauthStores();
        }
    }

    @Nested
    class DynamicClients extends DynamicClientContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected OAuthStores oauth() {
            return oauthStores();
        }
    }

    @Nested
    class Consent extends ConsentContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected OAuthStores oauth() {
            return oauthStores();
        }

        @Override
        protected AccountStores accounts() {
            return accountStores();
        }
    }

    @Nested
    class Keys extends KeyContract {
        @Override
        protected CoreStores core(SettableClock clock) {
            return coreStores();
        }

        @Override
        protected OAuthStores oauth() {
            return oauthStores();
        }
    }

    @Nested
    class Tokens extends TokenContract {
        @Override
        protected CoreStores core(SettableClock clock) {
            return coreStores();
        }

        @Override
        protected OAuthStores oauth() {
            return oauthStores();
        }
    }

    @Nested
    class Counters extends CounterStoreContract {
        @Override
        protected CounterStore counters() {
            return counterStore();
        }
    }

    @Nested
    class WebhookEndpoints extends WebhookEndpointContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected WebhookStores webhooks() {
            return webhookStores();
        }
    }

    @Nested
    class WebhookOutbox extends WebhookOutboxContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected WebhookStores webhooks() {
            return webhookStores();
        }
    }

    @Nested
    class WebhookLanes extends WebhookLaneContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected WebhookStores webhooks() {
            return webhookStores();
        }
    }

    @Nested
    class WebhookTurns extends WebhookTurnsContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected WebhookStores webhooks() {
            return webhookStores();
        }
    }
}
