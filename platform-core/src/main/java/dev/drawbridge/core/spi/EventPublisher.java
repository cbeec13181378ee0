package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.CompanyId;
import java.util.Map;

/** Tells the apps of companies what happened on the platform itself. Thread-safe. */
@FunctionalInterface
public interface EventPublisher {

    /**
     * Publishes an event as {@code Platform.publish} does, if the host's event catalog has it. Call it in the transaction that
     * made it happen.
     *
     * @param type the name of the event
     * @param company whose apps hear of it: those with a grant for the scope that the catalog demands
     * @param data JSON members, in this order
     * @return false if the catalog does not have it, so that nobody subscribed to it
     */
    boolean publish(String type, CompanyId company, Map<String, Object> data);
}
