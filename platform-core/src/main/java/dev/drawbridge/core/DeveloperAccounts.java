package dev.drawbridge.core;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.account.SignUpLimits;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.site.Landing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Developer accounts and the portal around them: sign-up, login, dashboard, and the shell in which other features show
 * their pages. Immutable and thread-safe.
 */
public final class DeveloperAccounts implements Feature {

    private final DeveloperAccountService service;
    private final Contribution contribution;

    private DeveloperAccounts(Environment env, AccountStores stores, AccountSettings settings) {
        PortalWiring wiring = new PortalWiring(CoreServices.of(env), stores, settings);
        this.service = wiring.service();
        this.contribution = wiring.contribution();
    }

    /**
     * Makes the feature with the defaults of {@link Builder}.
     *
     * @param env the shared services
     * @param stores keep accounts, in the same transactions as the environment's stores
     * @return the feature
     */
    public static DeveloperAccounts on(Environment env, AccountStores stores) {
        return builder(env, stores).build();
    }

    /**
     * Begins the feature with other settings.
     *
     * @param env the shared services
     * @param stores keep accounts, in the same transactions as the environment's stores
     * @return a builder
     */
    public static Builder builder(Environment env, AccountStores stores) {
        return new Builder(env, stores);
    }

    /**
     * Returns the programmatic face of developer accounts.
     *
     * @return the same instance every time
     */
    public DeveloperAccountService service() {
        return service;
    }

    @Override
    public String name() {
        return "developer-accounts";
    }

    @Override
    public Contribution contribution() {
        return contribution;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        /** Sign-ups per mail domain and hour. */
        public static final int DEFAULT_SIGN_UPS_PER_DOMAIN = 3;

        /** Sign-ups per source address and hour. */
        public static final int DEFAULT_SIGN_UPS_PER_ADDRESS = 10;

        private static final int LOWEST_SAFE_COST = 10;
        private static final int HIGHEST_COST = 16;
        private static final int LOWEST_COST = 4;

        private final Environment env;
        private final AccountStores stores;
        private final Map<String, Integer> domainLimits = new HashMap<>(Map.of("gmail.com", 100));
        private int signUpsPerDomain = DEFAULT_SIGN_UPS_PER_DOMAIN;
        private int signUpsPerAddress = DEFAULT_SIGN_UPS_PER_ADDRESS;
        private Optional<Duration> idleLimit = Optional.empty();
        private String supportContact = "support";
        private int passwordCost = Passwords.DEFAULT_COST;
        private Optional<Landing> landing = Optional.empty();

        private Builder(Environment env, AccountStores stores) {
            this.env = env;
            this.stores = stores;
        }

        /**
         * Sets how many may sign up per mail domain and sliding hour. Default: {@value #DEFAULT_SIGN_UPS_PER_DOMAIN}.
         *
         * @param value at least 1
         * @throws IllegalArgumentException if it is less
         */
        public Builder signUpsPerDomain(int value) {
            this.signUpsPerDomain = positive("signUpsPerDomain", value);
            return this;
        }

        /**
         * Sets another limit for one mail domain. Default: {@code gmail.com} 100, because anyone may have an address there.
         *
         * @param domain the domain, in any case
         * @param value at least 1
         * @throws IllegalArgumentException if it is less
         */
        public Builder addDomainLimit(String domain, int value) {
            domainLimits.put(domain.toLowerCase(Locale.ROOT), positive("limit of " + domain, value));
            return this;
        }

        /**
         * Sets how many may sign up per source address and sliding hour. Default: {@value #DEFAULT_SIGN_UPS_PER_ADDRESS}.
         *
         * @param value at least 1
         * @throws IllegalArgumentException if it is less
         */
        public Builder signUpsPerAddress(int value) {
            this.signUpsPerAddress = positive("signUpsPerAddress", value);
            return this;
        }

        /**
         * Ends sessions that go unused for so long. Default: only the 7 days after login count.
         *
         * @param value at least 5 minutes, because use is noted to the minute
         * @throws IllegalArgumentException if it is less
         */
        public Builder sessionIdleLimit(Duration value) {
            if (value.compareTo(Duration.ofMinutes(5)) < 0) {
                throw new IllegalArgumentException("The idle limit of sessions is at least 5 minutes: " + value);
            }
            this.idleLimit = Optional.of(value);
            return this;
        }

        /**
         * Sets where pages and mails send developers for help. Default: the word "support".
         *
         * @param value an address or a phrase, as it appears after "contact"
         */
        public Builder supportContact(String value) {
            this.supportContact = value;
            return this;
        }

        /**
         * Sets what the start page says of the host's API. Default: what follows from the catalogs.
         *
         * @param value headline, lead and more
         */
        public Builder landing(Landing value) {
            this.landing = Optional.of(value);
            return this;
        }

        /**
         * Sets the cost of bcrypt; stored hashes of a lower one are made anew at login. Default: {@value
         * Passwords#DEFAULT_COST}.
         *
         * @param value 10 to 16
         * @throws IllegalArgumentException if it is outside
         */
        public Builder passwordCost(int value) {
            return cost(value, LOWEST_SAFE_COST);
        }

        /**
         * Sets a cost of bcrypt that is too low for anything but fast tests.
         *
         * @param value 4 to 16
         * @throws IllegalArgumentException if it is outside
         */
        public Builder insecurePasswordCostForTests(int value) {
            return cost(value, LOWEST_COST);
        }

        /**
         * Ends the settings.
         *
         * @return the feature
         */
        public DeveloperAccounts build() {
            return new DeveloperAccounts(
                    env,
                    stores,
                    new AccountSettings(
                            new SignUpLimits(signUpsPerDomain, domainLimits, signUpsPerAddress),
                            idleLimit,
                            supportContact,
                            passwordCost,
                            landing));
        }

        private Builder cost(int value, int lowest) {
            if (value < lowest || value > HIGHEST_COST) {
                throw new IllegalArgumentException(
                        "The cost of bcrypt is " + lowest + " to " + HIGHEST_COST + ", not " + value);
            }
            this.passwordCost = value;
            return this;
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " is at least 1, not " + value);
            }
            return value;
        }
    }
}
