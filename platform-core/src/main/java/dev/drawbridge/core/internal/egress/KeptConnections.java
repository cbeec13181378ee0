package dev.drawbridge.core.internal.egress;

import java.time.Duration;

/**
 * How long a connection is kept for the next request of the same {@linkplain EgressRequest#keptFor group}. An address is
 * judged when a connection to it is opened, so {@code life} is also how long a name that has changed since is not resolved
 * anew.
 *
 * @param life after which a connection takes no further request
 * @param idle how long it may wait for the next request
 * @param requests the most requests on one connection
 * @param drainBytes how much of a body beyond what is wanted is read, so that the connection can be kept; with more left it
 *     is closed
 */
record KeptConnections(Duration life, Duration idle, int requests, int drainBytes) {

    /** 30 s of life, 5 s of rest, 1,000 requests, 32 kB. */
    static final KeptConnections DEFAULT =
            new KeptConnections(Duration.ofSeconds(30), Duration.ofSeconds(5), 1_000, 32 * 1024);
}
