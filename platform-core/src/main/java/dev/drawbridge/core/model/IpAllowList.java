package dev.drawbridge.core.model;

import java.net.InetAddress;
import java.util.List;

/**
 * Networks that requests must come from. Immutable.
 *
 * @param ranges the networks; none = anywhere
 */
public record IpAllowList(List<IpRange> ranges) {

    /** Lets every address pass. */
    public static final IpAllowList ANYWHERE = new IpAllowList(List.of());

    /** Copies the networks. */
    public IpAllowList {
        ranges = List.copyOf(ranges);
    }

    /**
     * Tells whether a request may come from an address.
     *
     * @param peer where it comes from, as taken from the socket
     * @return true if there is no network at all or one has this address
     */
    public boolean allows(InetAddress peer) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(peer));
    }
}
