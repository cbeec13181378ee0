package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.app.ClientAuthenticationMethod;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.assertion.AssertionFault;
import dev.drawbridge.oauth.assertion.AssertionOutcome;
import dev.drawbridge.oauth.assertion.AssertionVerifier;
import dev.drawbridge.oauth.assertion.ClientAssertion;
import dev.drawbridge.oauth.assertion.ClientKeys;
import dev.drawbridge.oauth.assertion.KeysBusyException;
import dev.drawbridge.oauth.assertion.RegisteredKeys;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which client sends a request, and whether it is that client (RFC 6749 §2.3). Thread-safe.
 *
 * <p>An unknown client, a wrong secret, an app that is revoked, suspended or expired, and a client that uses a way it may
 * not use get one and the same answer.
 */
final class ClientAuthentication {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAuthentication.class);
    private static final String WRONG = "The client is unknown or its credentials are wrong.";

    private final CoreServices env;
    private final Apps apps;
    private final ClientPolicies policies;
    private final ClientSecrets secrets;
    private final ClientKeys keys;
    private final AssertionVerifier assertions;
    private final ClientAuthenticationThrottle brake;
    private final ClientRequestLimit limit;

    ClientAuthentication(
            CoreServices env,
            ClientPolicies policies,
            ClientSecrets secrets,
            ClientKeys keys,
            RequestsPerClient requests) {
        this.env = env;
        this.apps = env.apps();
        this.policies = policies;
        this.secrets = secrets;
        this.keys = keys;
        this.assertions =
                new AssertionVerifier(env.issuer().toString(), env.stores().replays());
        this.brake = new ClientAuthenticationThrottle(env);
        this.limit = new ClientRequestLimit(requests, env.clock());
    }

    /**
     * What became of the credentials: the client, or what to tell whoever sent them, and whether there was anything to guess.
     */
    private record Judgement(@Nullable AuthenticatedClient client, String refusal, boolean guessable, boolean known) {

        static final Judgement NO = new Judgement(null, WRONG, true, true);

        static Judgement yes(AuthenticatedClient client) {
            return new Judgement(client, "", true, true);
        }

        Judgement notGuessable() {
            return new Judgement(client, refusal, false, known);
        }

        Judgement ofNobody() {
            return new Judgement(client, refusal, guessable, false);
        }
    }

    /**
     * Authenticates the client. May fetch keys: call it outside of transactions.
     *
     * @throws OAuthException {@code invalid_client}, {@code invalid_request}, or 429 after too many failures of this client
     *     from this address, or too many requests of a client that proved who it is
     */
    AuthenticatedClient authenticate(TokenRequest request) {
        ClientCredentials credentials = ClientCredentials.read(request);
        boolean guess = credentials.method() != ClientAuthenticationMethod.NONE;
        if (guess) {
            brake.check(credentials.clientId(), request.client().network());
        }
        Judgement judgement = judge(credentials, request);
        AuthenticatedClient client = judgement.client();
        if (client == null) {
            if (guess && judgement.guessable()) {
                brake.failed(credentials.clientId(), request.client().network(), judgement.known());
            }
            throw refusal(credentials, judgement.refusal());
        }
        if (guess) {
            brake.succeeded(credentials.clientId(), request.client().network());
            if (client.app().security().confidential()) {
                request.permit().giveBack();
                limit.count(client.app().id());
            }
        }
        requireAllowedAddress(client, request, credentials);
        return client;
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

    private Judgement judge(ClientCredentials credentials, TokenRequest request) {
        Instant now = env.clock().instant();
        Optional<ClientId> id = clientId(credentials.clientId());
        Optional<App> known = id.flatMap(apps::findByClientId);
        Optional<App> app =
                known.filter(found -> policies.usable(found, now) && policies.mayUse(found, credentials.method()));
        Actor actor = new Actor("app", credentials.clientId(), request.client().address(), request.requestId());
        Judgement judgement = switch (credentials.method()) {
            // An id alone proves nothing: only clients that cannot keep a secret get away with it.
            case NONE ->
                app.map(found -> Judgement.yes(new AuthenticatedClient(found, null, actor)))
                        .orElse(Judgement.NO);
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST -> secret(app, credentials, actor, now);
            case PRIVATE_KEY_JWT -> assertion(app, credentials, actor, now);
        };
        if (judgement.client() == null && known.isPresent()) {
            // An unknown id costs a query. So does this, or time would tell which ids exist.
            env.stores().apps().findByClientId(known.get().clientId());
        }
        if (known.isEmpty()) {
            return judgement.ofNobody();
        }
        return known.filter(found -> !found.security().confidential()).isPresent()
                ? judgement.notGuessable()
                : judgement;
    }

    private Judgement secret(Optional<App> app, ClientCredentials credentials, Actor actor, Instant now) {
        Secret secret = Objects.requireNonNull(credentials.secret());
        if (app.isEmpty()) {
            // As much work as for a known client, so that time does not tell which ids exist.
            TokenHash.of(secret);
            return Judgement.NO;
        }
        return secrets.verify(app.get(), secret, now)
                .map(matched -> Judgement.yes(new AuthenticatedClient(app.get(), matched, actor)))
                .orElse(Judgement.NO);
    }

    private Judgement assertion(Optional<App> app, ClientCredentials credentials, Actor actor, Instant now) {
        ClientAssertion assertion = Objects.requireNonNull(credentials.assertion());
        Optional<RegisteredKeys> registered = app.flatMap(found -> keys(found, assertion));
        if (app.isEmpty() || registered.isEmpty()) {
            assertions.pretend(assertion);
            return Judgement.NO;
        }
        AssertionOutcome outcome = assertions.verify(assertion, registered.get(), now);
        if (outcome instanceof AssertionOutcome.Refused refused) {
            AssertionFault fault = refused.fault();
            LOG.info("An assertion of app {} was refused: {}", app.get().id().value(), fault);
            return fault.mayBeTold() ? new Judgement(null, fault.description(), true, true) : Judgement.NO;
        }
        return Judgement.yes(new AuthenticatedClient(app.get(), null, actor));
    }

    private Optional<RegisteredKeys> keys(App app, ClientAssertion assertion) {
        try {
            return keys.find(app, assertion);
        } catch (KeysBusyException e) {
            throw new OAuthException(
                            OAuthError.TEMPORARILY_UNAVAILABLE,
                            "The keys of the client are being fetched. Try again shortly.")
                    .withHeader("Retry-After", "5");
        }
    }

    private static OAuthException refusal(ClientCredentials credentials, String description) {
        OAuthException refusal = new OAuthException(OAuthError.INVALID_CLIENT, description);
        return credentials.inHeader() ? challenge(refusal) : refusal;
    }

    // Judged after the credentials, so that nobody can probe the platform's list or that of somebody else's app.
    private void requireAllowedAddress(
            AuthenticatedClient client, TokenRequest request, ClientCredentials credentials) {
        if (policies.mayComeFrom(client.app(), request.client().inetAddress())) {
            return;
        }
        env.journal()
                .record(
                        client.actor(),
                        "client.address_refused",
                        "app",
                        client.app().id().value(),
                        Map.of());
        throw refusal(credentials, "The client may not be used from this address.");
    }

    private static Optional<ClientId> clientId(String value) {
        try {
            return Optional.of(new ClientId(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
