package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.TokenType;
import dev.drawbridge.oauth.internal.dpop.DpopFault;
import dev.drawbridge.oauth.internal.dpop.DpopOutcome;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the credentials of a call by the header {@code Authorization}: {@code Bearer} (RFC 6750 §2.1), or {@code DPoP} with
 * a proof of the key (RFC 9449 §7.1); tokens in the query are not looked at. Thread-safe.
 *
 * <p>The scheme must be the token's own: a bound token is refused as a bearer token and the other way round. The scheme is
 * known here alone, so every challenge is made here, by {@link Challenges}: also those of refusals that a guard decides
 * later.
 *
 * @param <T> a verified token
 */
public final class TokenGate<T> {

    private static final String SEVERAL = "Send one access token, in the Authorization header.";
    private static final String MALFORMED = "The Authorization header is malformed.";
    private static final String UNBOUND = "The access token is not bound to a key, as tokens of this app must be.";
    private static final String BAD_TOKEN = "The access token is malformed, expired, revoked or not for this API.";
    private static final String NONCE = "Make a DPoP proof with the nonce of the header.";

    private final Verifier<T> verifier;
    private final CallProofs proofs;
    private final Challenges challenges;

    /**
     * Makes a gate.
     *
     * @param verifier judges tokens
     * @param proofs judges proofs of possession
     * @param challenges words what clients are told
     */
    public TokenGate(Verifier<T> verifier, CallProofs proofs, Challenges challenges) {
        this.verifier = verifier;
        this.proofs = proofs;
        this.challenges = challenges;
    }

    /**
     * Judges tokens. Implementations are thread-safe.
     *
     * @param <T> a verified token
     */
    public interface Verifier<T> {

        /**
         * Judges a token, bound or not.
         *
         * @param token what was presented
         * @param request the call it came with
         * @return the decision
         */
        TokenCheck<T> verify(Secret token, Request request);

        /**
         * Returns the key that a token is bound to.
         *
         * @param token a valid token
         * @return its {@code cnf.jkt}; null for bearer tokens
         */
        @Nullable
        JwkThumbprint boundTo(T token);

        /**
         * Tells whether a token must be bound.
         *
         * @param token a valid token
         * @return true if it is refused as a bearer token
         */
        boolean mustBeBound(T token);
    }

    /**
     * The decision on a call.
     *
     * @param <T> a verified token
     */
    public sealed interface Entry<T> permits Admitted, Refused {}

    /**
     * The credentials are good.
     *
     * @param token the token
     * @param <T> a verified token
     */
    public record Admitted<T>(T token) implements Entry<T> {}

    /**
     * The credentials are missing or not good.
     *
     * @param problem the response, with the header {@code WWW-Authenticate}
     * @param <T> a verified token
     */
    public record Refused<T>(Problem problem) implements Entry<T> {}

    /**
     * Judges a call.
     *
     * @param request the call
     * @param scope what the route demands, for the challenge
     * @return the decision
     */
    public Entry<T> judge(Request request, String scope) {
        List<String> headers = request.headers().all("Authorization");
        if (headers.size() > 1 || (!headers.isEmpty() && tokenInForm(request))) {
            return refused(Problem.of(400, "invalid_request", SEVERAL), TokenType.BEARER, request, scope);
        }
        Optional<TokenType> scheme = headers.isEmpty() ? Optional.empty() : scheme(headers.get(0));
        if (scheme.isEmpty()) {
            return new Refused<>(challenges.missing(request, scope));
        }
        Optional<String> token = Token68.of(headers.get(0));
        if (token.isEmpty()) {
            return refused(invalidToken(MALFORMED), scheme.get(), request, scope);
        }
        return judge(Secret.of(token.get()), scheme.get(), request, scope);
    }

    private Entry<T> judge(Secret token, TokenType scheme, Request request, String scope) {
        TokenCheck<T> check = verifier.verify(token, request);
        if (check instanceof TokenCheck.Unknown) {
            return new Refused<>(Problem.unavailable());
        }
        if (!(check instanceof TokenCheck.Valid<T> valid)) {
            return refused(invalidToken(BAD_TOKEN), scheme, request, scope);
        }
        JwkThumbprint boundTo = verifier.boundTo(valid.token());
        if ((boundTo != null) != (scheme == TokenType.DPOP)) {
            return refused(invalidToken(BAD_TOKEN), scheme, request, scope);
        }
        if (boundTo != null) {
            return proved(proofs.verify(request, token, boundTo), valid.token(), request, scope);
        }
        // A token from before the rule: who holds it can get a bound one.
        return verifier.mustBeBound(valid.token())
                ? refused(invalidToken(UNBOUND), TokenType.DPOP, request, scope)
                : new Admitted<>(valid.token());
    }

    private Entry<T> proved(DpopOutcome outcome, T token, Request request, String scope) {
        if (outcome instanceof DpopOutcome.Refused refused) {
            DpopFault fault = refused.fault();
            // RFC 9449 §7.1: a good proof of another key says that the token is not the sender's.
            String code = fault == DpopFault.BINDING ? "invalid_token" : "invalid_dpop_proof";
            return refused(Problem.of(401, code, fault.description()), TokenType.DPOP, request, scope);
        }
        if (outcome instanceof DpopOutcome.NonceWanted wanted) {
            Problem problem = Problem.of(401, "use_dpop_nonce", NONCE);
            return new Refused<>(challenges
                    .refuse(problem, TokenType.DPOP, request, scope)
                    .withHeader("DPoP-Nonce", wanted.nonce()));
        }
        return new Admitted<>(token);
    }

    /**
     * Adds the challenge of RFC 6750 §3 to a refusal that a guard decided after the gate.
     *
     * @param problem 401 {@code invalid_token} or 403 {@code insufficient_scope}
     * @param request the call
     * @param scope what the route demands
     * @return the problem with the header {@code WWW-Authenticate} in the scheme that the call used
     */
    public Problem challenge(Problem problem, Request request, String scope) {
        TokenType scheme =
                request.header("Authorization").flatMap(TokenGate::scheme).orElse(TokenType.BEARER);
        return challenges.refuse(problem, scheme, request, scope);
    }

    private Entry<T> refused(Problem problem, TokenType scheme, Request request, String scope) {
        return new Refused<>(challenges.refuse(problem, scheme, request, scope));
    }

    private static Problem invalidToken(String detail) {
        return Problem.of(401, "invalid_token", detail);
    }

    /** The scheme, in any case; empty if it is unknown. */
    private static Optional<TokenType> scheme(String header) {
        for (TokenType type : TokenType.values()) {
            String name = type.wireName();
            if (header.regionMatches(true, 0, name, 0, name.length())
                    && (header.length() == name.length() || !Character.isLetterOrDigit(header.charAt(name.length())))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static boolean tokenInForm(Request request) {
        if (!request.hasMediaType("application/x-www-form-urlencoded")) {
            return false;
        }
        try {
            return request.form().has("access_token");
        } catch (ProblemException e) {
            // Not a form after all: the host's handler will say so.
            return false;
        }
    }
}
