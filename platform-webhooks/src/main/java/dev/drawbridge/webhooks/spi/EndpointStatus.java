package dev.drawbridge.webhooks.spi;

/** Whether an endpoint gets events. */
public enum EndpointStatus {
    /** It does. */
    ACTIVE,
    /** Its developer stopped it. */
    PAUSED,
    /** It failed for days. */
    DISABLED_AUTO,
    /** It responded with 410 Gone. */
    DISABLED_GONE;

    /** {@return whether it was turned off because of its responses} */
    public boolean disabled() {
        return this == DISABLED_AUTO || this == DISABLED_GONE;
    }
}
