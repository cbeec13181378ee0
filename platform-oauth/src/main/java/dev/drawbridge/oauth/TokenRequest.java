package dev.drawbridge.oauth;

import dev.drawbridge.core.http.ClientAddress;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Permit;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import java.util.List;
import java.util.Set;

/**
 * A request of a client to an endpoint that takes a form and client authentication (RFC 6749 §3.2), as a value.
 *
 * @param parameters the form; the query is never read
 * @param authorization all values of the header {@code Authorization}
 * @param dpop all values of the header {@code DPoP} (RFC 9449)
 * @param client where it comes from, for IP lists, limits and the journal
 * @param requestId names the request in the log
 * @param permit given back once the request has proved something
 */
public record TokenRequest(
        Parameters parameters,
        List<String> authorization,
        List<String> dpop,
        ClientAddress client,
        String requestId,
        Permit permit) {

    /** The longest value of one parameter, in characters. */
    public static final int MAX_VALUE = 8 * 1024;

    /** Parameters that may be sent more than once (RFC 8707 §2, RFC 8693 §2.1). */
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");

    /**
     * Checks what holds for every such request.
     *
     * @throws OAuthException {@code invalid_request} if a parameter is repeated or too long
     */
    public TokenRequest {
        authorization = List.copyOf(authorization);
        dpop = List.copyOf(dpop);
        if (parameters.repeated(REPEATABLE).isPresent()) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "A parameter was sent more than once.");
        }
        for (String name : parameters.names()) {
            if (name.length() > MAX_VALUE || parameters.all(name).stream().anyMatch(v -> v.length() > MAX_VALUE)) {
                throw new OAuthException(
                        OAuthError.INVALID_REQUEST, "A parameter is longer than " + MAX_VALUE + " characters.");
            }
        }
    }

    /**
     * Reads an HTTP request.
     *
     * @param request the request
     * @return the same as a value of OAuth
     * @throws OAuthException {@code invalid_request} if the body is no well-formed form
     */
    public static TokenRequest of(Request request) {
        try {
            return new TokenRequest(
                    request.form(),
                    request.headers().all("Authorization"),
                    request.headers().all("DPoP"),
                    request.client(),
                    request.id(),
                    request.permit());
        } catch (ProblemException e) {
            throw new OAuthException(
                    OAuthError.INVALID_REQUEST,
                    "Send the parameters as a well-formed body of type application/x-www-form-urlencoded.");
        }
    }

    /**
     * Returns a parameter that must be there.
     *
     * @param name the parameter
     * @return its value
     * @throws OAuthException {@code invalid_request} if it is absent or empty
     */
    public String require(String name) {
        return parameters
                .first(name)
                .orElseThrow(
                        () -> new OAuthException(OAuthError.INVALID_REQUEST, "The parameter " + name + " is missing."));
    }

    /** Leaves out the parameters: they carry credentials. */
    @Override
    public String toString() {
        return "TokenRequest[" + requestId + "]";
    }
}
