package dev.drawbridge.webhooks.spi;

/**
 * Names a webhook endpoint.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters
 */
public record EndpointId(String value) {

    /** The most characters. */
    public static final int MAX_LENGTH = 64;

    /** Checks the length. */
    public EndpointId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("An endpoint id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
