package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.model.Scopes;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app may ask for and from where.
 *
 * @param redirectUris as registered, byte for byte; compared as strings (RFC 3986 §6.2.1)
 * @param scopes the most it may ask for, possibly with wildcards
 * @param ipAllowList CIDRs that token requests and API calls must come from; empty = anywhere
 * @param distribution who may use it
 * @param testCompanies the companies that may use it while it is {@link Distribution#TESTING}; of no effect otherwise
 * @param expiresAt from this instant on the app is refused; null = never
 * @param refreshTokens whether a code gives a refresh token, too; false for clients that registered without that grant
 */
public record AppAccess(
        List<String> redirectUris,
        Scopes scopes,
        List<String> ipAllowList,
        Distribution distribution,
        List<CompanyId> testCompanies,
        @Nullable Instant expiresAt,
        boolean refreshTokens) {

    /** How many companies may test an app. */
    public static final int MAX_TEST_COMPANIES = 100;

    /** Copies the lists. */
    public AppAccess {
        redirectUris = List.copyOf(redirectUris);
        ipAllowList = List.copyOf(ipAllowList);
        testCompanies = List.copyOf(testCompanies);
    }

    /**
     * Makes the access of a private app without an end, from anywhere, that gets refresh tokens.
     *
     * @param redirectUris as registered, byte for byte
     * @param scopes the most it may ask for, possibly with wildcards
     * @return the access
     */
    public static AppAccess of(List<String> redirectUris, Scopes scopes) {
        return new AppAccess(redirectUris, scopes, List.of(), Distribution.PRIVATE, List.of(), null, true);
    }

    /**
     * Begins a copy of this access.
     *
     * @return a builder with everything that this access has
     */
    public Builder with() {
        return new Builder(this);
    }

    /**
     * Tells whether requests of the app may come from an address.
     *
     * @param peer where the request comes from
     * @return true if the list is empty or has a range with this address
     */
    public boolean allows(InetAddress peer) {
        return ipAllowList.isEmpty()
                || ipAllowList.stream()
                        .flatMap(text -> IpRange.parse(text).stream())
                        .anyMatch(range -> range.contains(peer));
    }

    /**
     * Tells whether a company may use the app, as far as its distribution says.
     *
     * @param company the company
     * @return false if the app is being tested by other companies
     */
    public boolean openTo(CompanyId company) {
        return distribution != Distribution.TESTING || testCompanies.contains(company);
    }

    /** Makes what an app may ask for. Not thread-safe. */
    public static final class Builder {

        private List<String> redirectUris;
        private Scopes scopes;
        private List<String> ipAllowList;
        private Distribution distribution;
        private List<CompanyId> testCompanies;
        private @Nullable Instant expiresAt;
        private boolean refreshTokens;

        private Builder(AppAccess access) {
            this.redirectUris = access.redirectUris;
            this.scopes = access.scopes;
            this.ipAllowList = access.ipAllowList;
            this.distribution = access.distribution;
            this.testCompanies = access.testCompanies;
            this.expiresAt = access.expiresAt;
            this.refreshTokens = access.refreshTokens;
        }

        /** Sets the redirect URIs. */
        public Builder redirectUris(List<String> value) {
            this.redirectUris = value;
            return this;
        }

        /** Sets the most that the app may ask for. */
        public Builder scopes(Scopes value) {
            this.scopes = value;
            return this;
        }

        /** Sets from where the app may call: CIDRs, empty for anywhere. */
        public Builder ipAllowList(List<String> value) {
            this.ipAllowList = value;
            return this;
        }

        /** Sets who may connect the app. */
        public Builder distribution(Distribution value) {
            this.distribution = value;
            return this;
        }

        /** Sets which companies may use the app while it is tested. */
        public Builder testCompanies(List<CompanyId> value) {
            this.testCompanies = value;
            return this;
        }

        /** Sets when the app is refused; null for never. */
        public Builder expiresAt(@Nullable Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** Sets whether a code gives a refresh token, too. */
        public Builder refreshTokens(boolean value) {
            this.refreshTokens = value;
            return this;
        }

        /**
         * Makes the access.
         *
         * @return the copy with its changes
         */
        public AppAccess build() {
            return new AppAccess(
                    redirectUris, scopes, ipAllowList, distribution, testCompanies, expiresAt, refreshTokens);
        }
    }
}
