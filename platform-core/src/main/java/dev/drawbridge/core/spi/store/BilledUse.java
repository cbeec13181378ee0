package dev.drawbridge.core.spi.store;

import java.time.Instant;

/**
 * A use as it was recorded.
 *
 * @param use what is billed
 * @param at when it was recorded
 */
public record BilledUse(BillableUse use, Instant at) {}
