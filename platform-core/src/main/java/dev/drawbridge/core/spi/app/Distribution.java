package dev.drawbridge.core.spi.app;

/** For whom an app is meant. */
public enum Distribution {
    /** For the developer's own companies and customers. */
    PRIVATE,
    /** For every company of the host. */
    PUBLIC
}
