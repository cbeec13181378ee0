package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.spi.JournalEntry;

/**
 * An entry that one node has for a while to bring it to the listeners.
 *
 * @param entry the entry
 * @param attempt how many times it was claimed, this one included; proof of the claim
 */
public record ClaimedEntry(JournalEntry entry, int attempt) {}
