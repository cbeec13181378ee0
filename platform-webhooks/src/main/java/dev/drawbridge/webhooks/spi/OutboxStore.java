package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import java.util.function.Supplier;

/** Keeps events. Every verb is atomic; implementations are thread-safe and join the transaction of the thread. */
public interface OutboxStore {

    /**
     * Appends an event, in one statement that fails on no duplicate.
     *
     * @param event the event
     */
    void append(OutboxEvent event);

    /**
     * Tells whether some event waits for its audience. Cheap.
     *
     * @return true if {@link #fanOut} has something to do
     */
    boolean waiting();

    /**
     * Gives waiting events their position and makes one delivery of each for every endpoint in its audience: active,
     * subscribed to the event, of an app in use that has a live grant which {@linkplain OutboxEvent#reaches reaches} it.
     * All in one transaction, one node at a time; parallel calls make nothing twice.
     *
     * @param now the time; what is made is due immediately
     * @param limit the most events
     * @param ids names the deliveries
     * @return how many events were fanned out
     */
    int fanOut(Instant now, int limit, Supplier<String> ids);

    /**
     * Deletes events that have expired, deliveries of them included.
     *
     * @param before coordination time
     * @param limit the most events
     * @return how many events were deleted
     */
    int purge(Instant before, int limit);
}
