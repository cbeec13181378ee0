package dev.drawbridge.core.spi.app;

/** The stored state of an app. Expiry is not stored: it follows from {@link App#expiresAt()} and the clock. */
public enum AppStatus {
    /** In use. */
    ACTIVE,
    /** Stopped by an operator; can be resumed. */
    SUSPENDED,
    /** Ended by its developer; terminal. */
    REVOKED
}
