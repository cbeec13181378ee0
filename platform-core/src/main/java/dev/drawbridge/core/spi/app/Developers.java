package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.DeveloperId;
import java.util.Optional;

/** Reads facts about developers that pages about their apps show. Implementations are thread-safe. */
public interface Developers {

    /**
     * Finds who a developer is.
     *
     * @param id the developer
     * @return name and confirmed address; empty if there is no such developer
     */
    Optional<DeveloperContact> find(DeveloperId id);
}
