package dev.drawbridge.core.spi.app;

/** What the host's operators found out about an app. A change that waits for its approval leaves the app approved. */
public enum ReviewState {
    /** Nobody asked for a review, or the developer withdrew. */
    NONE,
    /** The developer asked for a review, and nobody has decided. */
    SUBMITTED,
    /** An operator looked at the app and vouches for it. */
    APPROVED,
    /** An operator looked at the app and said what is wrong. */
    REJECTED
}
