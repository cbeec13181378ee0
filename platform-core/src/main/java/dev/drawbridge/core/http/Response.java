package dev.drawbridge.core.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An HTTP response as a value. Immutable; the {@code with} methods return copies. */
public final class Response {

    private final int status;
    private final Headers headers;
    private final byte[] body;

    private Response(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Makes a response with a text body in UTF-8.
     *
     * @param status the HTTP status
     * @param mediaType the content type; {@code text/*} gets {@code charset=utf-8}
     * @param text the body
     * @return the response
     */
    public static Response of(int status, String mediaType, String text) {
        String contentType = mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a response with a body of bytes.
     *
     * @param status the HTTP status
     * @param contentType the content type as it appears in the header
     * @param body the bytes
     * @return the response
     */
    public static Response bytes(int status, String contentType, byte[] body) {
        return new Response(status, Headers.NONE.with("Content-Type", contentType), body.clone());
    }

    /**
     * Makes a JSON response that is not to be stored.
     *
     * @param status the HTTP status
     * @param value what {@link Json#write} takes; members that are null stay
     * @return the response
     */
    public static Response json(int status, Object value) {
        return of(status, "application/json", Json.write(value)).noStore();
    }

    /**
     * Makes a page that is not to be stored.
     *
     * @param status the HTTP status
     * @param markup a whole HTML document
     * @return the response
     */
    public static Response html(int status, String markup) {
        return of(status, "text/html", markup).noStore();
    }

    /**
     * Makes a response without body.
     *
     * @param status the HTTP status
     * @return the response
     */
    public static Response empty(int status) {
        return new Response(status, Headers.NONE, new byte[0]);
    }

    /**
     * Makes a redirect by 303, which turns a POST into a GET (RFC 9700 §4.12), not to be stored.
     *
     * @param location where to; percent-encoded
     * @return the response
     */
    public static Response seeOther(String location) {
        return empty(303).with("Location", location).noStore();
    }

    /**
     * Returns a copy in which this is the only value of a header field.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /**
     * Returns a copy in which these are the only values of their header fields.
     *
     * @param fields name to value
     * @return the copy
     */
    public Response with(Map<String, String> fields) {
        return fields.isEmpty() ? this : new Response(status, headers.with(fields), body);
    }

    /**
     * Returns a copy with one more value of a header field.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public Response plus(String name, String value) {
        return new Response(status, headers.plus(name, value), body);
    }

    /**
     * Returns a copy with a header field unless the response has it already.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public Response withDefault(String name, String value) {
        return headers.first(name).isPresent() ? this : with(name, value);
    }

    /**
     * Returns a copy that sets a cookie.
     *
     * @param cookie the cookie
     * @return the copy
     */
    public Response with(Cookie cookie) {
        return plus("Set-Cookie", cookie.toHeader());
    }

    /**
     * Returns a copy that no cache keeps.
     *
     * @return the copy
     */
    public Response noStore() {
        return with("Cache-Control", "no-store");
    }

    /**
     * Returns the status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * Returns the header fields.
     *
     * @return the headers
     */
    public Headers headers() {
        return headers;
    }

    /**
     * Returns the first value of a header field.
     *
     * @param name the field's name
     * @return the value
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * Returns a copy of the body.
     *
     * @return the bytes, possibly none
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Returns the body as text.
     *
     * @return decoded from UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Shows the status only: the body may carry a secret. */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
