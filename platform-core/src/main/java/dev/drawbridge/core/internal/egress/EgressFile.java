package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** A file that was fetched, whole, or why there is none. Immutable. */
public final class EgressFile {

    private final int status;
    private final Headers headers;
    private final byte[] content;
    private final @Nullable EgressFailure failure;

    EgressFile(int status, Headers headers, byte[] content, @Nullable EgressFailure failure) {
        this.status = status;
        this.headers = headers;
        this.content = content;
        this.failure = failure;
    }

    static EgressFile failed(EgressFailure failure) {
        return new EgressFile(0, Headers.NONE, new byte[0], failure);
    }

    /** {@return the HTTP status, or 0 without a response} */
    public int status() {
        return status;
    }

    /** {@return the response's header fields, none without a response} */
    public Headers headers() {
        return headers;
    }

    /** {@return a copy of the whole body; empty if there was a failure} */
    public byte[] content() {
        return content.clone();
    }

    /** {@return why there is no file, or null} */
    public @Nullable EgressFailure failure() {
        return failure;
    }
}
