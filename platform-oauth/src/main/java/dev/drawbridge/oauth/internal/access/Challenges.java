package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.oauth.TokenType;
import java.util.List;
import java.util.function.Function;

/**
 * Words the header {@code WWW-Authenticate} of refusals: RFC 6750 §3 for bearer tokens, RFC 9449 §7.1 for bound ones, with
 * the address of the resource's metadata (RFC 9728 §5.1). Nothing that a caller sent is repeated. Thread-safe.
 */
public final class Challenges {

    private final List<String> algorithms;
    private final boolean boundOnly;
    private final Function<Request, String> resourceMetadata;

    /**
     * Makes the challenges of one API.
     *
     * @param algorithms what proofs of possession may be signed with
     * @param boundOnly whether every call needs a proof, so that no challenge asks for a bearer token
     * @param resourceMetadata where the metadata of the resource is that a request is for
     */
    public Challenges(List<String> algorithms, boolean boundOnly, Function<Request, String> resourceMetadata) {
        this.algorithms = List.copyOf(algorithms);
        this.boundOnly = boundOnly;
        this.resourceMetadata = resourceMetadata;
    }

    /** The refusal of a call without credentials: RFC 6750 §3 has no error code for it. */
    Problem missing(Request request, String scope) {
        TokenType scheme = wanted(TokenType.BEARER);
        String detail = "Send an access token as Authorization: " + scheme.wireName() + ".";
        return Problem.of(401, "token_required", detail)
                .withHeader("WWW-Authenticate", scheme.wireName() + " " + parameters(scheme, request, scope));
    }

    /** A refusal of the credentials, or of what they allow, with the challenge in the scheme that the call used. */
    Problem refuse(Problem problem, TokenType scheme, Request request, String scope) {
        TokenType wanted = wanted(scheme);
        String challenge = wanted.wireName() + " error=" + quoted(problem.code()) + ", error_description="
                + quoted(problem.detail()) + ", " + parameters(wanted, request, scope);
        return problem.withHeader("WWW-Authenticate", challenge);
    }

    // Where every token must be bound there is no point in asking for another.
    private TokenType wanted(TokenType presented) {
        return boundOnly ? TokenType.DPOP : presented;
    }

    private String parameters(TokenType scheme, Request request, String scope) {
        String algs = scheme == TokenType.DPOP ? "algs=" + quoted(String.join(" ", algorithms)) + ", " : "";
        return algs + "scope=" + quoted(scope) + ", resource_metadata=" + quoted(resourceMetadata.apply(request));
    }

    // RFC 9110 §5.6.4. Everything here is written by this library, but a description may have quotes one day.
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
