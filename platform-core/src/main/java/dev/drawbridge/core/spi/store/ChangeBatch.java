package dev.drawbridge.core.spi.store;

import java.util.List;

/**
 * What a read of the feed found.
 *
 * @param position where the next read continues; opaque, made by the store
 * @param changes the rows, in no particular order; a row may come twice
 */
public record ChangeBatch(String position, List<Change> changes) {

    /** Copies the rows. */
    public ChangeBatch {
        changes = List.copyOf(changes);
    }
}
