package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.spi.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry with the names of who and what it mentions, as far as its reader may know them.
 *
 * @param entry the entry
 * @param actorName what the actor is called, or null
 * @param targetName what the target is called, or null
 * @param ip from where, or null
 */
public record NamedEntry(
        JournalEntry entry,
        @Nullable String actorName,
        @Nullable String targetName,
        @Nullable String ip) {}
