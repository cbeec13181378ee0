package dev.drawbridge.oauth;

import dev.drawbridge.core.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refuses a request with an OAuth error. Thrown inside endpoints and grants, mapped to a response in one place per endpoint.
 */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final OAuthError error;
    private final transient Map<String, String> headers;

    /**
     * Makes a refusal.
     *
     * @param error the code
     * @param description for the developer of the client: what was wrong; ASCII without quotes and backslashes (RFC 6749
     *     §5.2), never echoing input
     */
    public OAuthException(OAuthError error, String description) {
        this(error, description, Map.of());
    }

    private OAuthException(OAuthError error, String description, Map<String, String> headers) {
        // No stack trace: this is a response, not a failure of the program.
        super(description, null, false, false);
        this.error = error;
        this.headers = headers;
    }

    /**
     * Returns a copy with a header field for the JSON response.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public OAuthException withHeader(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name, value);
        return new OAuthException(error, description(), copy);
    }

    /**
     * Returns the code.
     *
     * @return the error
     */
    public OAuthError error() {
        return error;
    }

    /**
     * Returns what was wrong.
     *
     * @return the value of {@code error_description}
     */
    public String description() {
        return String.valueOf(getMessage());
    }

    /**
     * Returns the JSON response of RFC 6749 §5.2.
     *
     * @return not to be stored
     */
    public Response toResponse() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.wireName());
        body.put("error_description", description());
        Response response = Response.json(error.status(), body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
