package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which client sends a request, and whether it is that client (RFC 6749 §2.3). Thread-safe.
 *
 * <p>An unknown client, a wrong secret, an app that is revoked, suspended or expired, and a client that uses a way it may
 * not use get one and the same answer.
 */
final class ClientAuthentication {

    private final Environment env;
    private final Apps apps;
    private final ClientSecrets secrets;
    private final GuessingBrake brake;

    ClientAuthentication(Environment env, Apps apps, ClientSecrets secrets) {
        this.env = env;
        this.apps = apps;
        this.secrets = secrets;
        this.brake = new GuessingBrake(env);
    }

    /**
     * Authenticates the client.
     *
     * @throws OAuthException {@code invalid_client}, {@code invalid_request}, or 429 after too many failures of this client
     *     from this address
     */
    AuthenticatedClient authenticate(TokenRequest request) {
        ClientCredentials credentials = ClientCredentials.read(request);
        brake.check(credentials.clientId(), address(request));
        Optional<AuthenticatedClient> client = prove(credentials, request);
        if (client.isEmpty()) {
            brake.failed(credentials.clientId(), address(request));
            OAuthException refusal = new OAuthException(
                    OAuthError.INVALID_CLIENT, "The client is unknown or its credentials are wrong.");
            throw credentials.inHeader() ? challenge(refusal) : refusal;
        }
        brake.succeeded(credentials.clientId(), address(request));
        requireAllowedAddress(client.get(), request, credentials);
        return client.get();
    }

    /** Notes that a secret was good for a request that succeeded. */
    void used(AuthenticatedClient client) {
        StoredSecret secret = client.secret();
        if (secret != null) {
            secrets.used(secret, env.clock().instant());
        }
    }

    /** Adds the header that a 401 to the header {@code Authorization} must have (RFC 6749 §5.2). */
    static OAuthException challenge(OAuthException refusal) {
        return refusal.withHeader("WWW-Authenticate", "Basic realm=\"oauth\", charset=\"UTF-8\"");
    }

    private Optional<AuthenticatedClient> prove(ClientCredentials credentials, TokenRequest request) {
        Instant now = env.clock().instant();
        Optional<App> app =
                clientId(credentials.clientId()).flatMap(apps::findByClientId).filter(found -> found.usable(now));
        Actor actor = new Actor("app", credentials.clientId(), address(request), request.requestId());
        Secret secret = credentials.secret();
        if (secret == null) {
            // An id alone proves nothing: only clients that cannot keep a secret get away with it.
            return app.filter(found -> found.type() == AppType.PUBLIC)
                    .map(found -> new AuthenticatedClient(found, null, actor));
        }
        if (app.isEmpty()) {
            // As much work as for a known client, so that time does not tell which ids exist.
            TokenHash.of(secret);
            return Optional.empty();
        }
        return app.filter(found -> found.type() != AppType.PUBLIC)
                .flatMap(found -> secrets.verify(found, secret, now)
                        .map(matched -> new AuthenticatedClient(found, matched, actor)));
    }

    // Judged after the credentials, so that nobody can probe the platform's list or that of somebody else's app.
    private void requireAllowedAddress(
            AuthenticatedClient client, TokenRequest request, ClientCredentials credentials) {
        if (env.ipAllowList().allows(request.peer()) && client.app().access().allows(request.peer())) {
            return;
        }
        env.journal()
                .record(
                        client.actor(),
                        "client.address_refused",
                        "app",
                        client.app().id().value(),
                        Map.of());
        OAuthException refusal =
                new OAuthException(OAuthError.INVALID_CLIENT, "The client may not be used from this address.");
        throw credentials.inHeader() ? challenge(refusal) : refusal;
    }

    private static String address(TokenRequest request) {
        return request.peer().getHostAddress();
    }

    private static Optional<ClientId> clientId(String value) {
        try {
            return Optional.of(new ClientId(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
