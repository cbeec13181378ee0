package dev.drawbridge.core.internal.egress;

/** Why there was no response. */
public enum EgressFailure {
    /** The target, or an address its name resolves to, is not public; no connection was opened. */
    FORBIDDEN_TARGET("Could not connect."),
    /** The name does not resolve. */
    UNKNOWN_HOST("Could not connect."),
    /** No address accepted a connection. */
    CONNECT("Could not connect."),
    /** The certificate or the handshake failed. */
    TLS("The TLS connection failed. Check the certificate and its host name."),
    /** The deadline passed. */
    TIMEOUT("There was no complete response in time."),
    /** The headers of the response are too large, or the document is. */
    RESPONSE_TOO_LARGE("The response is too large."),
    /** The connection ended early, or what came was no HTTP. */
    PROTOCOL("The connection ended before a valid response.");

    private final String message;

    EgressFailure(String message) {
        this.message = message;
    }

    /**
     * Returns the failure for the developer who chose the target. Forbidden, unknown and closed targets read the same, so
     * that nobody can use the platform to look into its network.
     *
     * @return a sentence
     */
    public String message() {
        return message;
    }
}
