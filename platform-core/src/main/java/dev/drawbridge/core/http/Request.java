package dev.drawbridge.core.http;

import dev.drawbridge.core.internal.http.TrustedProxies;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as a value, with no link to the server that received it. Immutable.
 *
 * <p>The path is the raw one, never decoded or normalised before routing. The peer is the socket's address; the client is
 * who sent the request, which is another address behind a proxy.
 */
public final class Request {

    /** The largest body that is read, in bytes, unless a handler takes larger ones; more is refused with 413. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private final String method;
    private final String path;
    private final String rawQuery;
    private final Headers headers;
    private final RequestBody body;
    private final Source source;
    private final Map<String, String> pathParameters;
    private final String id;

    private Request(
            String method,
            String path,
            String rawQuery,
            Headers headers,
            RequestBody body,
            Source source,
            Map<String, String> pathParameters,
            String id) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
        this.source = source;
        this.pathParameters = pathParameters;
        this.id = id;
    }

    /**
     * Makes a request without body.
     *
     * @param method upper-case method
     * @param target path and, after {@code ?}, the query
     * @param headers header fields
     * @param peer the socket's address
     * @return the request
     */
    public static Request of(String method, String target, Headers headers, InetAddress peer) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(
                method,
                path,
                query,
                headers,
                RequestBody.NONE,
                new Source(peer, ClientAddress.of(peer), Permit.NONE),
                Map.of(),
                "-");
    }

    /**
     * Returns a copy with a body.
     *
     * @param bytes the body
     * @return the copy
     */
    public Request withBody(byte[] bytes) {
        return new Request(method, path, rawQuery, headers, RequestBody.of(bytes), source, pathParameters, id);
    }

    /**
     * Returns a copy whose body was larger than its handler takes and was not kept.
     *
     * @return the copy; reading its body throws 413 {@code body_too_large}
     */
    public Request withOversizedBody() {
        return new Request(method, path, rawQuery, headers, RequestBody.OVERSIZED, source, pathParameters, id);
    }

    /**
     * Returns a copy with one more path parameter.
     *
     * @param parameters all path parameters
     * @return the copy
     */
    public Request withPathParameters(Map<String, String> parameters) {
        return new Request(method, path, rawQuery, headers, body, source, Map.copyOf(parameters), id);
    }

    /**
     * Returns a copy with an id.
     *
     * @param requestId names the request in logs and error responses
     * @return the copy
     */
    public Request withId(String requestId) {
        return new Request(method, path, rawQuery, headers, body, source, pathParameters, requestId);
    }

    /**
     * Returns a copy that is known to come from a client.
     *
     * @param client who sent it, if that is not the peer; see {@link TrustedProxies}
     * @return the copy
     */
    public Request withClient(ClientAddress client) {
        return new Request(
                method,
                path,
                rawQuery,
                headers,
                body,
                new Source(source.peer(), client, source.permit()),
                pathParameters,
                id);
    }

    /**
     * Returns a copy that took a permit of its network.
     *
     * @param permit to be given back if the request proves something
     * @return the copy
     */
    public Request withPermit(Permit permit) {
        return new Request(
                method,
                path,
                rawQuery,
                headers,
                body,
                new Source(source.peer(), source.client(), permit),
                pathParameters,
                id);
    }

    /**
     * Returns the method.
     *
     * @return for example {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the raw path.
     *
     * @return begins with {@code /}
     */
    public String path() {
        return path;
    }

    /**
     * Returns the raw query.
     *
     * @return without {@code ?}, possibly empty
     */
    public String rawQuery() {
        return rawQuery;
    }

    /**
     * Returns path and query as they were sent.
     *
     * @return the request target
     */
    public String target() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
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
     * Returns the socket's address: that of a proxy if there is one. Limits, IP lists and the journal use {@link #client()}.
     *
     * @return the peer
     */
    public InetAddress peer() {
        return source.peer();
    }

    /**
     * Returns who sent the request: what a trusted proxy says, otherwise the peer.
     *
     * @return the client
     */
    public ClientAddress client() {
        return source.client();
    }

    /**
     * Returns what the request took from the share of its network's strangers.
     *
     * @return give it back once the request has proved something
     */
    public Permit permit() {
        return source.permit();
    }

    /**
     * Returns what names the request in logs and error responses.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Returns a part of the path that the route's template names.
     *
     * @param name the name in braces
     * @return the raw segment
     * @throws IllegalArgumentException if the route has no such name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + "}");
        }
        return value;
    }

    /**
     * Returns all path parameters.
     *
     * @return name to raw segment
     */
    public Map<String, String> pathParameters() {
        return pathParameters;
    }

    /**
     * Reads the query.
     *
     * @return its parameters
     * @throws ProblemException 400 if it is malformed
     */
    public Parameters query() {
        return Parameters.parse(rawQuery);
    }

    /**
     * Reads the body as a form.
     *
     * @return its parameters
     * @throws ProblemException 415 if the content type is another one, 400 if it is malformed
     */
    public Parameters form() {
        return Parameters.parse(encodedForm());
    }

    /**
     * Returns the body as a form that is still percent-encoded, to be read together with the query.
     *
     * @return the text of a body in UTF-8
     * @throws ProblemException 415 if the content type is another one, 400 if it is no UTF-8
     */
    public String encodedForm() {
        requireMediaType("application/x-www-form-urlencoded");
        return Parameters.utf8(body.bytes());
    }

    /**
     * Reads the body as one JSON object.
     *
     * @return the object
     * @throws ProblemException 415 if the content type is not {@code application/json}, 400 if it is no JSON object
     */
    public JsonObject json() {
        requireMediaType("application/json");
        return Json.readObject(body.bytes());
    }

    private void requireMediaType(String mediaType) {
        if (!hasMediaType(mediaType)) {
            throw ProblemException.of(415, "unsupported_media_type", "Send the body as " + mediaType + ".");
        }
    }

    /**
     * Tells whether the content type is a media type, parameters aside.
     *
     * @param mediaType in lower case
     * @return true if it is
     */
    public boolean hasMediaType(String mediaType) {
        String type = header("Content-Type").orElse("");
        int semicolon = type.indexOf(';');
        String bare = semicolon < 0 ? type : type.substring(0, semicolon);
        return bare.strip().toLowerCase(Locale.ROOT).equals(mediaType);
    }

    /**
     * Tells whether the body was too large to be kept.
     *
     * @return true if reading it would throw
     */
    public boolean hasOversizedBody() {
        return body.oversized();
    }

    /**
     * Returns a copy of the body.
     *
     * @return the bytes, possibly none
     * @throws ProblemException 413 {@code body_too_large} if there are more than the handler takes
     */
    public byte[] body() {
        return body.bytes();
    }

    /**
     * Finds a cookie. Of several with one name the first counts.
     *
     * @param name the cookie's name
     * @return its value
     */
    public Optional<String> cookie(String name) {
        return Cookie.find(headers, name);
    }

    private record Source(InetAddress peer, ClientAddress client, Permit permit) {}

    /** Shows method and path only: query and headers may carry secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
