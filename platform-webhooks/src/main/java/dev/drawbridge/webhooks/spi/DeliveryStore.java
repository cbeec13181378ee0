package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows deliveries. Every verb is atomic; implementations are thread-safe and join the transaction of the thread. */
public interface DeliveryStore {

    /**
     * Finds a delivery.
     *
     * @param endpoint whose
     * @param id which
     * @return the delivery
     */
    Optional<Delivery> find(EndpointId endpoint, String id);

    /**
     * Lists deliveries, newest first.
     *
     * @param endpoint whose
     * @param statuses which
     * @param after the id of the last one of the page before, or null for the first page
     * @param limit the most
     * @return the deliveries
     */
    List<Delivery> list(EndpointId endpoint, Set<DeliveryStatus> statuses, @Nullable String after, int limit);

    /**
     * Lists the attempts of deliveries, oldest first.
     *
     * @param deliveries which
     * @return the attempts of each; nothing for one that was never tried
     */
    Map<String, List<DeliveryAttempt>> attempts(Set<String> deliveries);

    /**
     * Makes a delivery due now, whatever its status; the automatic schedule stays as it is.
     *
     * @param endpoint whose
     * @param id which
     * @param now the time
     * @return true if there is such a delivery
     */
    boolean redeliver(EndpointId endpoint, String id, Instant now);
}
