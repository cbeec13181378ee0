package dev.drawbridge.core.spi.app;

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
 * @param expiresAt from this instant on the app is refused; null = never
 * @param refreshTokens whether a code gives a refresh token, too; false for clients that registered without that grant
 */
public record AppAccess(
        List<String> redirectUris,
        Scopes scopes,
        List<String> ipAllowList,
        Distribution distribution,
        @Nullable Instant expiresAt,
        boolean refreshTokens) {

    /** Copies the lists. */
    public AppAccess {
        redirectUris = List.copyOf(redirectUris);
        ipAllowList = List.copyOf(ipAllowList);
    }

    /**
     * Makes the access of an app that gets refresh tokens.
     *
     * @param redirectUris as registered, byte for byte
     * @param scopes the most it may ask for, possibly with wildcards
     * @param ipAllowList CIDRs that token requests and API calls must come from; empty = anywhere
     * @param distribution who may use it
     * @param expiresAt from this instant on the app is refused; null = never
     */
    public AppAccess(
            List<String> redirectUris,
            Scopes scopes,
            List<String> ipAllowList,
            Distribution distribution,
            @Nullable Instant expiresAt) {
        this(redirectUris, scopes, ipAllowList, distribution, expiresAt, true);
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
}
