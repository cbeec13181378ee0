package dev.drawbridge.oauth.remote;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.TokenType;
import dev.drawbridge.oauth.internal.access.AccessTokenReader;
import dev.drawbridge.oauth.internal.access.CallProofs;
import dev.drawbridge.oauth.internal.access.Challenges;
import dev.drawbridge.oauth.internal.access.TokenGate;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies access tokens in a service that has no platform and no database: by the keys that the authorization server
 * publishes. Thread-safe; nothing is fetched before the first token comes.
 *
 * <p>It refuses what the platform's own verifier refuses by type, signature, issuer, audience and time, with the same code.
 * Its bounds:
 *
 * <ul>
 *   <li>A key that was revoked is refused within {@link JwksAccessTokenVerifierBuilder#keysFreshFor} (5 minutes by default),
 *       a new key is taken immediately: an unknown name is looked up, once in 30 seconds.
 *   <li>While the authorization server does not respond, the keys that are known serve for {@link
 *       JwksAccessTokenVerifierBuilder#outage} (24 hours by default). After that, and before there were any keys, tokens are
 *       neither good nor bad but {@link TokenCheck.Unknown}.
 *   <li>A token that was revoked, whose grant ended or whose app was revoked stays good until it expires, unless {@link
 *       JwksAccessTokenVerifierBuilder#introspection} asks about every token: then immediately, at the price of one request
 *       per call.
 *   <li>A proof of possession (RFC 9449) counts once in this process; {@link JwksAccessTokenVerifierBuilder#replays} shares
 *       that between processes.
 * </ul>
 */
public final class JwksAccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(JwksAccessTokenVerifier.class);

    private final AccessTokenReader reader;
    private final @Nullable Introspection introspection;
    private final String resource;
    private final Duration skew;
    private final InstantSource clock;
    private final TokenGate<RemoteAccessToken> gate;

    JwksAccessTokenVerifier(
            AccessTokenReader reader,
            @Nullable Introspection introspection,
            String resource,
            Duration skew,
            InstantSource clock,
            boolean boundOnly,
            CallProofs proofs,
            Challenges challenges) {
        this.reader = reader;
        this.introspection = introspection;
        this.resource = resource;
        this.skew = skew;
        this.clock = clock;
        this.gate = new TokenGate<>(new Presented(boundOnly), proofs, challenges);
    }

    /** Asks the authorization server about a token (RFC 7662). */
    @FunctionalInterface
    interface Introspection {

        /** Tells whether a token is active now. */
        boolean active(Secret token) throws IOException;
    }

    /** Tokens as the guard's gate sees them. */
    private final class Presented implements TokenGate.Verifier<RemoteAccessToken> {

        private final boolean boundOnly;

        Presented(boolean boundOnly) {
            this.boundOnly = boundOnly;
        }

        @Override
        public TokenCheck<RemoteAccessToken> verify(Secret token, Request request) {
            return check(token);
        }

        @Override
        public @Nullable JwkThumbprint boundTo(RemoteAccessToken token) {
            return token.boundTo();
        }

        @Override
        public boolean mustBeBound(RemoteAccessToken token) {
            return boundOnly;
        }
    }

    /**
     * Begins a verifier.
     *
     * @param issuer the authorization server's issuer, character by character; where its metadata is (RFC 8414)
     * @param resource the URL of this API, which must be among {@code aud}
     * @return a builder
     */
    public static JwksAccessTokenVerifierBuilder builder(URI issuer, URI resource) {
        return new JwksAccessTokenVerifierBuilder(issuer, resource);
    }

    /**
     * Verifies a bearer token. One that is bound to a key (RFC 9449) is invalid here: it takes a proof, which {@link #guard}
     * asks for.
     *
     * @param token what was presented
     * @return the decision; unknown if the authorization server does not respond and what is known is not enough
     */
    public TokenCheck<RemoteAccessToken> verify(Secret token) {
        TokenCheck<RemoteAccessToken> check = check(token);
        boolean bound = check instanceof TokenCheck.Valid<RemoteAccessToken> valid
                && valid.token().type() != TokenType.BEARER;
        return bound ? new TokenCheck.Invalid<>() : check;
    }

    /**
     * Returns a guard for the routes of this API.
     *
     * @return a new one, on this verifier
     */
    public RemoteApiGuard guard() {
        return new RemoteApiGuard(gate);
    }

    private TokenCheck<RemoteAccessToken> check(Secret token) {
        Instant now = clock.instant();
        return reader.read(token).then(claims -> {
            boolean good = claims.times().good(now, skew) && claims.audience().contains(resource);
            return good ? introspected(token, claims) : new TokenCheck.Invalid<>();
        });
    }

    private TokenCheck<RemoteAccessToken> introspected(Secret token, AccessTokenClaims claims) {
        try {
            return introspection == null || introspection.active(token)
                    ? new TokenCheck.Valid<>(new RemoteAccessToken(claims))
                    : new TokenCheck.Invalid<>();
        } catch (IOException e) {
            LOG.warn("The authorization server could not be asked about a token: {}", e.toString());
            return new TokenCheck.Unknown<>();
        }
    }
}
