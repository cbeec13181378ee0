package dev.drawbridge.testkit.store;

import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.InstallationStore;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import dev.drawbridge.oauth.spi.ReviewStore;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.SeenAppStore;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.oauth.AppRegistryContract;
import dev.drawbridge.testkit.oauth.CodeStoreContract;
import dev.drawbridge.testkit.oauth.ConsentContract;
import dev.drawbridge.testkit.oauth.DynamicClientContract;
import dev.drawbridge.testkit.oauth.FamilyStoreContract;
import dev.drawbridge.testkit.oauth.InstallationStoreContract;
import dev.drawbridge.testkit.oauth.InteractionStoreContract;
import dev.drawbridge.testkit.oauth.KeyContract;
import dev.drawbridge.testkit.oauth.LogoStoreContract;
import dev.drawbridge.testkit.oauth.PushedRequestStoreContract;
import dev.drawbridge.testkit.oauth.RegistrationStoresContract;
import dev.drawbridge.testkit.oauth.ReviewContract;
import dev.drawbridge.testkit.oauth.ReviewStoreContract;
import dev.drawbridge.testkit.oauth.SecretStoreContract;
import dev.drawbridge.testkit.oauth.SeenAppStoreContract;
import dev.drawbridge.testkit.oauth.SigningKeyStoreContract;
import dev.drawbridge.testkit.oauth.TokenContract;
import dev.drawbridge.testkit.ratelimit.CounterStoreContract;
import dev.drawbridge.testkit.ratelimit.LimitEventContract;
import dev.drawbridge.testkit.ratelimit.OverrideStoreContract;
import dev.drawbridge.testkit.webhooks.WebhookBacklogContract;
import dev.drawbridge.testkit.webhooks.WebhookEndpointContract;
import dev.drawbridge.testkit.webhooks.WebhookLaneContract;
import dev.drawbridge.testkit.webhooks.WebhookOutboxContract;
import dev.drawbridge.testkit.webhooks.WebhookTurnsContract;
import dev.drawbridge.webhooks.spi.WebhookStores;
import org.junit.jupiter.api.Nested;

/**
 * Every contract of the stores, for one implementation of all of them. A storage implementation has one test class, which
 * extends this and says where its stores are; a new contract is listed here, once for all implementations.
 */
public abstract class AllStoreContracts extends CoreStoreContracts {

    /** For subclasses. */
    protected AllStoreContracts() {}

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

    /**
     * Returns the stores of the limiter, which join the transactions of {@link #coreStores()}.
     *
     * @return the stores under test
     */
    protected abstract LimitStores limitStores();

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
    class Submissions extends ReviewStoreContract {
        @Override
        protected ReviewStore store() {
            return oauthStores().reviews();
        }
    }

    @Nested
    class Logos extends LogoStoreContract {
        @Override
        protected LogoStore store() {
            return oauthStores().logos();
        }
    }

    @Nested
    class Reviews extends ReviewContract {
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
    class Overrides extends OverrideStoreContract {
        @Override
        protected OverrideStore store() {
            return limitStores().overrides();
        }
    }

    @Nested
    class EventsOfLimits extends LimitEventContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected LimitStores limits() {
            return limitStores();
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
    class WebhookBacklog extends WebhookBacklogContract {
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
