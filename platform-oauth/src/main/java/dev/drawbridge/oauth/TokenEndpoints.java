package dev.drawbridge.oauth;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Puts together everything about tokens: keys, grants, endpoints, verification, background work. */
final class TokenEndpoints {

    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration KEY_INTERVAL = Duration.ofHours(1);

    private final Environment env;
    private final OAuthStores stores;
    private final SigningKeys keys;
    private final Metadata metadata;
    private final AccessTokenVerifier verifier;
    private final PkceTokenEndpoint tokens;
    private final RevocationEndpoint revocation;

    TokenEndpoints(
            Environment env,
            OAuthStores stores,
            Lifetimes lifetimes,
            SigningAlgorithm algorithm,
            String resource,
            ClientSecrets secrets) {
        this.env = env;
        this.stores = stores;
        this.keys = SigningKeys.open(env, stores.keys(), algorithm, lifetimes.accessToken());
        this.metadata = new Metadata(env, keys, resource);
        CachedApps apps = new CachedApps(env);
        AccessTokens accessTokens = new AccessTokens(env, keys, lifetimes.accessToken(), resource);
        this.verifier = new AccessTokenVerifier(env, accessTokens, apps);
        ClientAuthentication authentication = new ClientAuthentication(env, apps, secrets);
        RefreshTokens refreshTokens = new RefreshTokens(env);
        RefreshTokenGrant.Parts parts = new RefreshTokenGrant.Parts(
                new RefreshFamilies(env, stores.families(), lifetimes),
                refreshTokens,
                new TokenIssuer(accessTokens, refreshTokens),
                new Members(env));
        this.tokens = new PkceTokenEndpoint(authentication, grants(env, stores, lifetimes, parts), resource);
        this.revocation = new RevocationEndpoint(env, authentication, accessTokens, parts, stores.families());
    }

    private static PkceTokenEndpoint.Grants grants(
            Environment env, OAuthStores stores, Lifetimes lifetimes, RefreshTokenGrant.Parts parts) {
        CachedInstallations installations = new CachedInstallations(env, stores.installations()::defaultCompany);
        return new PkceTokenEndpoint.Grants(
                new AuthorizationCodeGrant(env, stores.codes(), parts.families(), parts.issuer(), parts.members()),
                new RefreshTokenGrant(env, stores.families(), lifetimes, parts),
                new ClientCredentialsGrant(env, installations, parts.issuer(), parts.members()));
    }

    List<Route> routes() {
        return Stream.concat(new TokenRoutes(tokens, revocation).routes().stream(), metadata.routes().stream())
                .toList();
    }

    Job[] jobs() {
        return new Job[] {
            new Job("oauth-purge", PURGE_INTERVAL, true, new OAuthPurge(env, stores)::runOnce),
            new Job("signing-keys", KEY_INTERVAL, true, keys::maintain)
        };
    }

    CallerResolver callers() {
        return new BearerCallers(verifier, metadata.resourceUrl());
    }

    AccessTokenVerifier verifier() {
        return verifier;
    }

    PkceTokenEndpoint tokens() {
        return tokens;
    }
}
