package dev.drawbridge.webhooks.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param results one for each delivery that was sent
 * @param health how the endpoint does now
 * @param disable the status that an active endpoint gets, or null to leave it
 */
public record LaneResult(
        List<DeliveryResult> results,
        LaneHealth health,
        @Nullable EndpointStatus disable) {

    /** Copies the results. */
    public LaneResult {
        results = List.copyOf(results);
    }
}
