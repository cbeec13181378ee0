package dev.drawbridge.oauth.access;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.dpop.DpopExpectation;
import dev.drawbridge.oauth.dpop.DpopFault;
import dev.drawbridge.oauth.dpop.DpopOutcome;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.store.JwkThumbprint;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges the credentials of a call by the header {@code Authorization}: {@code Bearer} (RFC 6750 §2.1), or {@code DPoP} with a
 * proof of the key (RFC 9449 §7.1); tokens in the query are not looked at. Thread-safe.
 *
 * <p>The scheme must be the token's own: a bound token is refused as a bearer token and the other way round. Nothing that a
 * caller sent stands in an answer.
 *
 * @param <T> a verified token
 */
public final class TokenGate<T> {

    // RFC 9110 §11.4: spaces, then token68 and nothing else.
    private static final Pattern CREDENTIALS = Pattern.compile("[A-Za-z]+ +([A-Za-z0-9._~+/-]+=*)");

    private static final String UNBOUND = "The access token is not bound to a key, as tokens of this app must be.";
    private static final String BAD_TOKEN = "The access token is malformed, expired, revoked or not for this API.";

    private final Verifier<T> verifier;
    private final Proofs proofs;
    private final Function<Request, String> resourceMetadata;

    /**
     * Makes a gate.
     *
     * @param verifier judges tokens
     * @param proofs judges proofs of possession
     * @param resourceMetadata where the metadata (RFC 9728) of the resource is that a request is for
     */
    public TokenGate(Verifier<T> verifier, Proofs proofs, Function<Request, String> resourceMetadata) {
        this.verifier = verifier;
        this.proofs = proofs;
        this.resourceMetadata = resourceMetadata;
    }

    /**
     * Judges tokens. Implementations are thread-safe.
     *
     * @param <T> a verified token
     */
    @FunctionalInterface
    public interface Verifier<T> {

        /**
         * Judges a token, bound or not.
         *
         * @param token what was presented
         * @param request the call it came with
         * @return what was found
         */
        Verdict<T> verify(Secret token, Request request);
    }

    /**
     * What a verifier says about a token.
     *
     * @param <T> a verified token
     */
    public sealed interface Verdict<T> permits Good, Bad, Unknown {}

    /**
     * The token is good now.
     *
     * @param token the token
     * @param boundTo the key that it is bound to; null for bearer tokens
     * @param mustBeBound whether a bearer token is refused
     * @param <T> a verified token
     */
    public record Good<T>(T token, @Nullable JwkThumbprint boundTo, boolean mustBeBound) implements Verdict<T> {}

    /**
     * The token is not good.
     *
     * @param <T> a verified token
     */
    public record Bad<T>() implements Verdict<T> {}

    /**
     * It cannot be known now.
     *
     * @param <T> a verified token
     */
    public record Unknown<T>() implements Verdict<T> {}

    /**
     * How proofs of possession are judged.
     *
     * @param verifier verifies them
     * @param algorithms what they may be signed with, for challenges
     * @param origin what clients see before the path, whatever proxy stands between
     * @param clock the time
     * @param demanded whether every call needs one, so that challenges ask for nothing else
     */
    public record Proofs(
            DpopVerifier verifier, List<String> algorithms, String origin, InstantSource clock, boolean demanded) {

        /** Copies the list. */
        public Proofs {
            algorithms = List.copyOf(algorithms);
        }

        /**
         * Judges proofs where bearer tokens are taken, too.
         *
         * @param verifier verifies them
         * @param algorithms what they may be signed with, for challenges
         * @param origin what clients see before the path, whatever proxy stands between
         * @param clock the time
         */
        public Proofs(DpopVerifier verifier, List<String> algorithms, String origin, InstantSource clock) {
            this(verifier, algorithms, origin, clock, false);
        }
    }

    /**
     * The decision.
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
     * @param problem what to answer, with the header {@code WWW-Authenticate}
     * @param <T> a verified token
     */
    public record Refused<T>(Problem problem) implements Entry<T> {}

    /** Why a call is refused; the type names the scheme of the challenge. */
    private record Refusal(int status, TokenType type, String code, String detail) {}

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
            String detail = "Send one access token, in the Authorization header.";
            return refused(new Refusal(400, TokenType.BEARER, "invalid_request", detail), request, scope);
        }
        Optional<TokenType> type = headers.isEmpty() ? Optional.empty() : type(headers.get(0));
        if (type.isEmpty()) {
            return missing(request, scope);
        }
        Matcher header = CREDENTIALS.matcher(headers.get(0));
        if (!header.matches()) {
            String detail = "The Authorization header is malformed.";
            return refused(new Refusal(401, type.get(), "invalid_token", detail), request, scope);
        }
        Secret token = Secret.of(header.group(1));
        Verdict<T> verdict = verifier.verify(token, request);
        if (verdict instanceof Unknown) {
            return new Refused<>(Problem.unavailable());
        }
        boolean ownScheme =
                verdict instanceof Good<T> good && (good.boundTo() != null) == (type.get() == TokenType.DPOP);
        if (!(verdict instanceof Good<T> good) || !ownScheme) {
            return refused(new Refusal(401, type.get(), "invalid_token", BAD_TOKEN), request, scope);
        }
        JwkThumbprint boundTo = good.boundTo();
        if (boundTo != null) {
            return withProof(request, token, good.token(), boundTo, scope);
        }
        // A token from before the rule: who holds it can get a bound one.
        return good.mustBeBound()
                ? refused(new Refusal(401, TokenType.DPOP, "invalid_token", UNBOUND), request, scope)
                : new Admitted<>(good.token());
    }

    /**
     * Adds the challenge of RFC 6750 §3 to a refusal that was decided behind the gate.
     *
     * @param problem 401 {@code invalid_token} or 403 {@code insufficient_scope}
     * @param request the call
     * @param scope what the route demands
     * @return the problem with the header {@code WWW-Authenticate} in the scheme that the call used
     */
    public Problem challenge(Problem problem, Request request, String scope) {
        TokenType type =
                request.header("Authorization").flatMap(TokenGate::type).orElse(TokenType.BEARER);
        return problem(new Refusal(problem.status(), type, problem.code(), problem.detail()), problem, request, scope);
    }

    private Entry<T> withProof(Request request, Secret token, T verified, JwkThumbprint boundTo, String scope) {
        DpopExpectation expected;
        try {
            URI uri = URI.create(proofs.origin() + request.path());
            expected = DpopExpectation.atResource(request.method(), uri, token, boundTo);
        } catch (IllegalArgumentException e) {
            // A servlet container may pass on a path that is no URI; then no proof is for it.
            String detail = DpopFault.TARGET.description();
            return refused(new Refusal(401, TokenType.DPOP, "invalid_dpop_proof", detail), request, scope);
        }
        DpopOutcome outcome = proofs.verifier()
                .verify(request.headers().all("DPoP"), expected, proofs.clock().instant());
        if (outcome instanceof DpopOutcome.Refused refused) {
            DpopFault fault = refused.fault();
            // RFC 9449 §7.1: a good proof of another key says that the token is not the sender's.
            String code = fault == DpopFault.BINDING ? "invalid_token" : "invalid_dpop_proof";
            return refused(new Refusal(401, TokenType.DPOP, code, fault.description()), request, scope);
        }
        if (outcome instanceof DpopOutcome.NonceWanted wanted) {
            String detail = "Make a DPoP proof with the nonce of the header.";
            return new Refused<>(problem(new Refusal(401, TokenType.DPOP, "use_dpop_nonce", detail), request, scope)
                    .withHeader("DPoP-Nonce", wanted.nonce()));
        }
        return new Admitted<>(verified);
    }

    /** The scheme, in any case; empty if it is none of ours. */
    private static Optional<TokenType> type(String header) {
        for (TokenType type : TokenType.values()) {
            String scheme = type.wireName();
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())
                    && (header.length() == scheme.length()
                            || !Character.isLetterOrDigit(header.charAt(scheme.length())))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    // RFC 6750 §3: without credentials the challenge has no error code.
    private Entry<T> missing(Request request, String scope) {
        TokenType type = wanted(TokenType.BEARER);
        String detail = "Send an access token as Authorization: " + type.wireName() + ".";
        return new Refused<>(Problem.of(401, "token_required", detail)
                .withHeader("WWW-Authenticate", type.wireName() + " " + algorithms(type) + parameters(request, scope)));
    }

    private Entry<T> refused(Refusal refusal, Request request, String scope) {
        return new Refused<>(problem(refusal, request, scope));
    }

    private Problem problem(Refusal refusal, Request request, String scope) {
        Problem problem = Problem.of(refusal.status(), refusal.code(), refusal.detail());
        return problem(refusal, problem, request, scope);
    }

    private Problem problem(Refusal refusal, Problem problem, Request request, String scope) {
        TokenType type = wanted(refusal.type());
        String challenge = type.wireName() + " error=" + quoted(refusal.code()) + ", error_description="
                + quoted(refusal.detail()) + ", " + algorithms(type) + parameters(request, scope);
        return problem.withHeader("WWW-Authenticate", challenge);
    }

    // Where every token must be bound there is no point in asking for another.
    private TokenType wanted(TokenType presented) {
        return proofs.demanded() ? TokenType.DPOP : presented;
    }

    private String algorithms(TokenType type) {
        return type == TokenType.DPOP ? "algs=" + quoted(String.join(" ", proofs.algorithms())) + ", " : "";
    }

    private String parameters(Request request, String scope) {
        return "scope=" + quoted(scope) + ", resource_metadata=" + quoted(resourceMetadata.apply(request));
    }

    // RFC 9110 §5.6.4. Everything here is ours, but a description may have quotes one day.
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
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
