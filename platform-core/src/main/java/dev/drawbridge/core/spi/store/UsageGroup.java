package dev.drawbridge.core.spi.store;

/** What sums of calls are told apart by, besides time. */
public enum UsageGroup {
    /** The host's name for what was called. */
    ROUTE,
    /** The company whose data was called. */
    COMPANY
}
