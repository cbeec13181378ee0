package dev.drawbridge.core.internal.egress;

import java.time.Duration;

/**
 * How long and how much an outbound request may take.
 *
 * @param connect for one look-up, and for opening a connection to one address
 * @param total for the whole exchange; a hard deadline, also against a response that drips
 * @param headerBytes the most header bytes of a response
 * @param snippetBytes how much of a response's body is kept; the rest is not read, and a document that is larger is refused
 */
public record EgressLimits(Duration connect, Duration total, int headerBytes, int snippetBytes) {

    /** 5 s to connect, 15 s in all, 64 kB of headers, 4 kB of body. */
    public static final EgressLimits DEFAULT =
            new EgressLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), 64 * 1024, 4 * 1024);
}
