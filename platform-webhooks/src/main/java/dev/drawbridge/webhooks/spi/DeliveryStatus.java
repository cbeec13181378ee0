package dev.drawbridge.webhooks.spi;

/** How far a delivery is. */
public enum DeliveryStatus {
    /** Waits for its first or next attempt. */
    PENDING,
    /** The receiver accepted it. */
    DELIVERED,
    /** Every attempt failed. */
    FAILED,
    /** Not sent any more: the app lost its grant, or the endpoint is gone. */
    CANCELLED
}
