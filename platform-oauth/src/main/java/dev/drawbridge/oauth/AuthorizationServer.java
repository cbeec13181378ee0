package dev.drawbridge.oauth;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import dev.drawbridge.oauth.internal.token.RevocableTokenKeys;
import dev.drawbridge.oauth.spi.OAuthStores;

/**
 * The authorization server (RFC 6749): registered apps, consent, tokens, and the proof of callers for the guard. Immutable
 * and thread-safe.
 */
public final class AuthorizationServer implements Feature {

    /** Where the host's API is, below the issuer, if the host does not say. */
    public static final String DEFAULT_RESOURCE_PATH = "/api/v1";

    /** The page on which users of the host see the apps that their company connected, below the issuer: link to it. */
    public static final String CONNECTIONS_PATH = OAuthPaths.CONNECTIONS;

    private final OAuthWiring wiring;
    private final Contribution contribution;
    private final TokenKeys keys;

    AuthorizationServer(OAuthWiring wiring) {
        this.wiring = wiring;
        this.contribution = wiring.contribution();
        this.keys = new RevocableTokenKeys(wiring.keys.signing);
    }

    /**
     * Makes an authorization server with default lifetimes, signing with ES256.
     *
     * @param env the shared services
     * @param stores where codes, families, keys and secrets are kept
     * @return the feature
     */
    public static AuthorizationServer on(Environment env, OAuthStores stores) {
        return builder(env, stores).build();
    }

    /**
     * Begins an authorization server with settings of its own.
     *
     * @param env the shared services
     * @param stores where codes, families, keys and secrets are kept
     * @return a builder
     */
    public static AuthorizationServerBuilder builder(Environment env, OAuthStores stores) {
        return new AuthorizationServerBuilder(env, stores);
    }

    @Override
    public String name() {
        return "authorization server";
    }

    @Override
    public Contribution contribution() {
        return contribution;
    }

    /**
     * Returns what registers, edits and revokes apps.
     *
     * @return the registry
     */
    public OAuthAppRegistry apps() {
        return wiring.apps.registry;
    }

    /**
     * Returns what replaces client secrets.
     *
     * @return the rotator
     */
    public SecretRotator secrets() {
        return wiring.apps.rotator;
    }

    /**
     * Returns the apps that companies connected, for pages of the host's own.
     *
     * @return the same instance every time
     */
    public Connections connections() {
        return wiring.consent.connections();
    }

    /**
     * Returns what verifies access tokens for the default resource, for hosts that do not use the guard.
     *
     * @return the same one that the guard asks; {@link AccessTokenVerifier#forResource} makes one for another resource
     */
    public AccessTokenVerifier verifier() {
        return wiring.tokens.verifier;
    }

    /**
     * Returns the keys that sign access tokens, to revoke one in an emergency.
     *
     * @return the same instance every time
     */
    public TokenKeys keys() {
        return keys;
    }

    /**
     * Returns what makes the tokens that let clients register themselves, if the host chose that.
     *
     * @return the same instance every time
     */
    public InitialAccessTokens initialAccessTokens() {
        return wiring.registration.initialTokens;
    }

    /**
     * Tells what this server, as it is configured, has of published standards; {@code ReadinessAssert} of the testkit asserts it.
     *
     * @return a report about every standard, computed anew
     */
    public Readiness readiness() {
        return wiring.readiness(contribution);
    }

    /**
     * Returns the token endpoint without transport.
     *
     * @return the same one that {@code POST /oauth/token} uses
     */
    public PkceTokenEndpoint tokenEndpoint() {
        return wiring.endpoints.token;
    }
}
