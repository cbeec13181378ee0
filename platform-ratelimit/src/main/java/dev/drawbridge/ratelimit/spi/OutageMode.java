package dev.drawbridge.ratelimit.spi;

/** What a limit does with calls while its counters are unavailable. */
public enum OutageMode {

    /** Refuses them: calls get 503. The limit holds; the host's API is as available as its counters. */
    CLOSED,

    /** Admits all of them. They count locally, and are reported to the counters after the outage. */
    OPEN,

    /**
     * Admits on each node an even share of the limit, counted locally from the beginning of the outage or of the window: the
     * limit divided by the nodes that are alive, rounded up. They are reported to the counters after the outage.
     */
    LOCAL_SHARE
}
