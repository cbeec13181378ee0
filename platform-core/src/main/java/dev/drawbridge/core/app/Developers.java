package dev.drawbridge.core.app;

import dev.drawbridge.core.model.DeveloperId;
import java.util.Optional;

/** Reads facts about developers that pages about their apps show. Implementations are thread-safe. */
public interface Developers {

    /**
     * Finds how a developer calls himself.
     *
     * @param id the developer
     * @return the name; empty if there is no such developer or he gave none
     */
    Optional<String> nameOf(DeveloperId id);
}
