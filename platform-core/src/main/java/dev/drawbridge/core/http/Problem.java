package dev.drawbridge.core.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem for HTTP APIs (RFC 9457). Immutable.
 *
 * @param status the HTTP status, 400 to 599
 * @param code for programs, stable, for example {@code app_limit_reached}
 * @param detail for people: what was wrong and what to do; never anything internal
 * @param errors what is wrong with which field
 * @param headers further header fields of the response, for example {@code Retry-After}
 * @param extensions further members of the body; {@code type} and {@code title} replace the usual ones
 */
public record Problem(
        int status,
        String code,
        String detail,
        List<FieldError> errors,
        Map<String, String> headers,
        Map<String, Object> extensions) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Copies the collections. */
    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        extensions = Map.copyOf(extensions);
    }

    /**
     * Makes a problem.
     *
     * @param status the HTTP status
     * @param code for programs
     * @param detail for people
     * @return the problem
     */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of(), Map.of());
    }

    /**
     * Makes the 422 of a form or body whose fields are wrong.
     *
     * @param errors what is wrong with which field, at least one
     * @return the problem with the code {@code invalid_fields}
     */
    public static Problem invalidFields(List<FieldError> errors) {
        return new Problem(422, "invalid_fields", "Some fields are not valid.", errors, Map.of(), Map.of());
    }

    /**
     * Makes the 503 for a store or a call of the host that fails.
     *
     * @return the problem with the code {@code temporarily_unavailable} and a {@code Retry-After} of five seconds
     */
    public static Problem unavailable() {
        return of(503, "temporarily_unavailable", "This is not available right now. Please try again in a moment.")
                .withHeader("Retry-After", "5");
    }

    /**
     * Returns a copy with a type of its own in place of {@code about:blank} (RFC 9457 §3.1.1).
     *
     * @param uri names the type
     * @param title the type's title, the same for every problem of the type
     * @return the copy
     */
    public Problem withType(String uri, String title) {
        return with("type", uri).with("title", title);
    }

    /**
     * Returns a copy with one more header field.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public Problem withHeader(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name, value);
        return new Problem(status, code, detail, errors, copy, extensions);
    }

    /**
     * Returns a copy with one more member.
     *
     * @param name the member's name
     * @param value its value
     * @return the copy
     */
    public Problem with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(extensions);
        copy.put(name, value);
        return new Problem(status, code, detail, errors, headers, copy);
    }

    /**
     * Returns the response.
     *
     * @param requestId where to find more in the log
     * @return {@code application/problem+json}, not to be stored
     */
    public Response toResponse(String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", Status.reason(status));
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", code);
        body.put("requestId", requestId);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        body.putAll(extensions);
        Response response = Response.of(status, MEDIA_TYPE, Json.write(body)).noStore();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
