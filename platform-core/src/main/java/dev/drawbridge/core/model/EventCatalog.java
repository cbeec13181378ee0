package dev.drawbridge.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events that the host publishes, in the order in which pages show them. Immutable. */
public final class EventCatalog {

    private final Map<String, EventType> byName;

    private EventCatalog(Map<String, EventType> byName) {
        this.byName = byName;
    }

    /**
     * Makes a catalog.
     *
     * @param events the events in the order of pages
     * @return the catalog
     * @throws IllegalArgumentException if a name occurs twice
     */
    public static EventCatalog of(List<EventType> events) {
        Map<String, EventType> byName = new LinkedHashMap<>();
        for (EventType event : events) {
            if (byName.put(event.name(), event) != null) {
                throw new IllegalArgumentException("The event occurs twice in the catalog: " + event.name());
            }
        }
        return new EventCatalog(byName);
    }

    /**
     * Returns all events.
     *
     * @return the events in the order of pages
     */
    public List<EventType> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Finds an event type.
     *
     * @param name its name
     * @return the type, or empty if the host does not publish it
     */
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
