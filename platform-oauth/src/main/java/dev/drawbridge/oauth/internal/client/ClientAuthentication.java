package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.app.ClientSecrets;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.InstantSource;
import java.util.Map;

/**
 * Finds out which client sends a request, and whether it is that client (RFC 6749 §2.3): slows down who guesses, judges the
 * credentials, counts the requests of proven clients, and judges the address. Thread-safe.
 */
public final class ClientAuthentication {

    private final CredentialCheck credentials;
    private final ClientAuthenticationThrottle throttle;
    private final ClientRequestLimit limit;
    private final ClientPolicies policies;
    private final ClientSecrets secrets;
    private final Journal journal;
    private final InstantSource clock;

    /**
     * Makes the authentication.
     *
     * @param credentials judges credentials
     * @param throttle slows down who guesses
     * @param limit bounds the requests of one client
     * @param policies says from which addresses clients may come
     * @param secrets notes the use of secrets
     * @param journal notes refused addresses
     * @param clock the time
     */
    public ClientAuthentication(
            CredentialCheck credentials,
            ClientAuthenticationThrottle throttle,
            ClientRequestLimit limit,
            ClientPolicies policies,
            ClientSecrets secrets,
            Journal journal,
            InstantSource clock) {
        this.credentials = credentials;
        this.throttle = throttle;
        this.limit = limit;
        this.policies = policies;
        this.secrets = secrets;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Authenticates the client. May fetch keys: call it outside of transactions.
     *
     * @throws OAuthException {@code invalid_client}, {@code invalid_request}, or 429 after too many failures of this client
     *     from this address, or too many requests of a client that proved who it is
     */
    public AuthenticatedClient authenticate(TokenRequest request) {
        ClientCredentials presented = ClientCredentials.read(request);
        boolean guess = presented.method() != ClientAuthenticationMethod.NONE;
        if (guess) {
            throttle.check(presented.clientId(), request.client().network());
        }
        CredentialCheck.Judgement judgement = credentials.judge(presented, request);
        AuthenticatedClient client = judgement.client();
        if (client == null) {
            if (guess && judgement.guessable()) {
                throttle.failed(presented.clientId(), request.client().network(), judgement.known());
            }
            throw refusal(presented, judgement.refusal());
        }
        if (guess) {
            throttle.succeeded(presented.clientId(), request.client().network());
            if (client.app().security().confidential()) {
                request.permit().giveBack();
                limit.count(client.app().id());
            }
        }
        requireAllowedAddress(client, request, presented);
        return client;
    }

    /** Notes that a secret was good for a request that succeeded. */
    public void used(AuthenticatedClient client) {
        StoredSecret secret = client.secret();
        if (secret != null) {
            secrets.used(secret, clock.instant());
        }
    }

    /** Adds the header that a 401 to the header {@code Authorization} must have (RFC 6749 §5.2). */
    static OAuthException challenge(OAuthException refusal) {
        return refusal.withHeader("WWW-Authenticate", "Basic realm=\"oauth\", charset=\"UTF-8\"");
    }

    private static OAuthException refusal(ClientCredentials presented, String description) {
        OAuthException refusal = new OAuthException(OAuthError.INVALID_CLIENT, description);
        return presented.inHeader() ? challenge(refusal) : refusal;
    }

    // Judged after the credentials, so that nobody can probe the platform's list or that of somebody else's app.
    private void requireAllowedAddress(AuthenticatedClient client, TokenRequest request, ClientCredentials presented) {
        if (policies.mayComeFrom(client.app(), request.client().inetAddress())) {
            return;
        }
        journal.record(
                client.actor(),
                OAuthAction.CLIENT_ADDRESS_REFUSED,
                "app",
                client.app().id().value(),
                Map.of());
        throw refusal(presented, "The client may not be used from this address.");
    }
}
