package dev.drawbridge.core.http;

/** The body of a request, or the fact that it was too large to be kept. Immutable. */
final class RequestBody {

    static final RequestBody NONE = new RequestBody(new byte[0], false);
    static final RequestBody OVERSIZED = new RequestBody(new byte[0], true);

    private final byte[] bytes;
    private final boolean oversized;

    private RequestBody(byte[] bytes, boolean oversized) {
        this.bytes = bytes;
        this.oversized = oversized;
    }

    static RequestBody of(byte[] bytes) {
        return new RequestBody(bytes.clone(), false);
    }

    boolean oversized() {
        return oversized;
    }

    /**
     * Returns a copy.
     *
     * @throws ProblemException 413 {@code body_too_large}
     */
    byte[] bytes() {
        if (oversized) {
            throw ProblemException.of(413, "body_too_large", "The body is larger than this address takes.");
        }
        return bytes.clone();
    }
}
