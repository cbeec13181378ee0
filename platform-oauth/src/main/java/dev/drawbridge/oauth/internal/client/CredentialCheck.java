package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.app.ClientSecrets;
import dev.drawbridge.oauth.internal.assertion.AssertionFault;
import dev.drawbridge.oauth.internal.assertion.AssertionOutcome;
import dev.drawbridge.oauth.internal.assertion.AssertionVerifier;
import dev.drawbridge.oauth.internal.assertion.ClientAssertion;
import dev.drawbridge.oauth.internal.assertion.ClientKeys;
import dev.drawbridge.oauth.internal.assertion.KeysBusyException;
import dev.drawbridge.oauth.internal.assertion.RegisteredKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the credentials that a client presents (RFC 6749 §2.3): a secret, a signed assertion, or the id alone. Thread-safe.
 *
 * <p>An unknown client, a wrong secret, an app that is revoked, suspended or expired, and a client that uses a way it may
 * not use get the same decision, after the same work.
 */
public final class CredentialCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialCheck.class);
    private static final String WRONG = "The client is unknown or its credentials are wrong.";

    private final Apps apps;
    private final AppStore store;
    private final ClientPolicies policies;
    private final ClientSecrets secrets;
    private final ClientKeys keys;
    private final AssertionVerifier assertions;
    private final InstantSource clock;

    /**
     * Makes the check.
     *
     * @param apps finds apps, from memory where it can
     * @param store finds apps in the database
     * @param policies says which apps may authenticate, and how
     * @param secrets checks secrets
     * @param keys finds the keys of clients
     * @param assertions verifies what those keys signed
     * @param clock the time
     */
    public CredentialCheck(
            Apps apps,
            AppStore store,
            ClientPolicies policies,
            ClientSecrets secrets,
            ClientKeys keys,
            AssertionVerifier assertions,
            InstantSource clock) {
        this.apps = apps;
        this.store = store;
        this.policies = policies;
        this.secrets = secrets;
        this.keys = keys;
        this.assertions = assertions;
        this.clock = clock;
    }

    /**
     * The decision about credentials: the client, or what to tell who sent them, and whether there was anything to guess.
     */
    record Judgement(@Nullable AuthenticatedClient client, String refusal, boolean guessable, boolean known) {

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

    /** Judges credentials. May fetch keys: call it outside of transactions. */
    Judgement judge(ClientCredentials credentials, TokenRequest request) {
        Instant now = clock.instant();
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
            store.findByClientId(known.get().clientId());
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

    private static Optional<ClientId> clientId(String value) {
        try {
            return Optional.of(new ClientId(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
