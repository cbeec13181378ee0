package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.spi.store.Tenant;
import java.net.URI;
import java.util.List;

/**
 * A lane that a node holds, and what it shall send.
 *
 * @param endpoint whose lane
 * @param tenant whose endpoint: the developer, or the app if nobody owns it
 * @param url where to send
 * @param epoch counts the leases of the lane: what an older one reports is refused
 * @param health how the endpoint did until now
 * @param due what to send, possibly nothing
 */
public record LaneBatch(
        EndpointId endpoint, Tenant tenant, URI url, long epoch, LaneHealth health, List<DueDelivery> due) {

    /** Copies the deliveries. */
    public LaneBatch {
        due = List.copyOf(due);
    }
}
