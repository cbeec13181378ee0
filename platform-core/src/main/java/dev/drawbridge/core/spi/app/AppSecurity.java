package dev.drawbridge.core.spi.app;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an app proves who it is, and what its requests must have beyond that.
 *
 * @param methods the ways it may authenticate, at least one; two for apps that may send their secret either way
 * @param jwks its public keys as a JWK set (RFC 7517 §5); null if it has none or publishes them at {@code jwksUri}
 * @param jwksUri where it publishes its keys, https; null if it does not
 * @param signingAlgorithm the one {@code alg} of its assertions; null for any that the server takes
 * @param dpopBound whether its tokens must be bound to a key (RFC 9449 §5.2, {@code dpop_bound_access_tokens})
 * @param pushedRequestsOnly whether its authorization requests must be pushed (RFC 9126 §6)
 */
public record AppSecurity(
        Set<ClientAuthenticationMethod> methods,
        @Nullable String jwks,
        @Nullable URI jwksUri,
        @Nullable String signingAlgorithm,
        boolean dpopBound,
        boolean pushedRequestsOnly) {

    /** Characters of the longest {@code jwks}. */
    public static final int MAX_JWKS = 20_000;

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if there is no method
     */
    public AppSecurity {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("An app has at least one way to authenticate");
        }
        methods = Set.copyOf(EnumSet.copyOf(methods));
    }

    /**
     * Returns what an app has whose developer chose nothing: a secret, sent either way, or none for public clients.
     *
     * @param type what kind of client
     * @return the default
     */
    public static AppSecurity of(AppType type) {
        return type == AppType.PUBLIC
                ? of(Set.of(ClientAuthenticationMethod.NONE))
                : of(Set.of(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST));
    }

    /**
     * Returns ways to authenticate without keys or further demands.
     *
     * @param methods at least one
     * @return those ways alone
     */
    public static AppSecurity of(Set<ClientAuthenticationMethod> methods) {
        return new AppSecurity(methods, null, null, null, false, false);
    }

    /**
     * Tells whether the app may authenticate in a way.
     *
     * @param method the way it used
     * @return true if it is one of its own
     */
    public boolean allows(ClientAuthenticationMethod method) {
        return methods.contains(method);
    }

    /**
     * Tells whether the app has client secrets.
     *
     * @return true if one of its ways sends a secret
     */
    public boolean usesSecret() {
        return methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    /**
     * Tells whether the app can prove anything at all (RFC 6749 §2.1).
     *
     * @return false for public clients
     */
    public boolean confidential() {
        return !methods.contains(ClientAuthenticationMethod.NONE);
    }
}
