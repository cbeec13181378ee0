package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneHealth;

/** Hears of endpoints that fail, in the transaction that notes it. Implementations are thread-safe. */
public interface EndpointFailures {

    /**
     * Deliveries of an endpoint failed, and not for the first time.
     *
     * @param endpoint which
     * @param health how often and since when
     * @param responseStatus the HTTP status of the last response, or 0
     */
    void failing(EndpointId endpoint, LaneHealth health, int responseStatus);

    /**
     * The platform disabled an endpoint because of its responses.
     *
     * @param endpoint which
     * @param status why
     * @param responseStatus the HTTP status of the last response, or 0
     */
    void disabled(EndpointId endpoint, EndpointStatus status, int responseStatus);
}
