package dev.drawbridge.core.egress;

import dev.drawbridge.core.http.Headers;
import java.net.URI;

/** A POST to be sent. The body's bytes go on the wire as they are. Immutable. */
public final class EgressRequest {

    private final URI target;
    private final Headers headers;
    private final byte[] body;

    /**
     * Describes a POST.
     *
     * @param target where to; judged again before it is sent
     * @param headers the header fields, {@code Content-Type} among them
     * @param body the body
     */
    public EgressRequest(URI target, Headers headers, byte[] body) {
        this.target = target;
        this.headers = headers;
        this.body = body.clone();
    }

    /**
     * Returns where the request goes.
     *
     * @return the URL
     */
    public URI target() {
        return target;
    }

    /**
     * Returns the header fields.
     *
     * @return the fields
     */
    public Headers headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }
}
