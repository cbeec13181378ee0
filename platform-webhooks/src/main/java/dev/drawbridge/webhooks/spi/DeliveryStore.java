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

    /**
     * Tells how deliveries to an endpoint went.
     *
     * @param endpoint whose
     * @param since from when attempts are looked at
     * @return the figures; zeros for an endpoint that is not known
     */
    DeliveryStats stats(EndpointId endpoint, Instant since);

    /**
     * Makes deliveries that failed or were cancelled due now, oldest first; the automatic schedule stays as it is.
     *
     * @param endpoint whose
     * @param since when the oldest of them was made
     * @param limit the most
     * @param now the time
     * @return how many became due
     */
    int recover(EndpointId endpoint, Instant since, int limit, Instant now);

    /**
     * Gives up every delivery that waits: a pending one becomes {@link DeliveryStatus#CANCELLED}.
     *
     * @param endpoint whose
     * @return how many were given up
     */
    int drop(EndpointId endpoint);
}
