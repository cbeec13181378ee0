package dev.drawbridge.core.spi.app;

/** Who may use an app. */
public enum Distribution {
    /** For the developer's own companies and customers. */
    PRIVATE,
    /** For every company of the host. */
    PUBLIC,
    /** For the companies that {@link AppAccess#testCompanies()} names. */
    TESTING
}
