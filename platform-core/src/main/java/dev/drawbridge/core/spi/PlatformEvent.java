package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.EventCatalog;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in the host's data, to be told to the apps of a company.
 *
 * @param id unique; becomes the {@code webhook-id}; has no dot
 * @param type a name of the {@link EventCatalog}
 * @param company whose data changed
 * @param occurredAt when
 * @param data the changed object as JSON members
 */
public record PlatformEvent(String id, String type, CompanyId company, Instant occurredAt, Map<String, Object> data) {

    /** Copies the data; members keep their order. */
    public PlatformEvent {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
