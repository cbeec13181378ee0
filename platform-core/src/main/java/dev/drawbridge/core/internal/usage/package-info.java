/**
 * How many calls each app makes per day, and how they end.
 *
 * <p>Flow: {@link dev.drawbridge.core.internal.usage.UsageMeter} opens a call and counts how it ends, in memory; every few seconds the
 * sums are added to the {@link dev.drawbridge.core.spi.store.UsageStore}; {@code UsagePanel} shows them to developers.
 */
@NullMarked
package dev.drawbridge.core.internal.usage;

import org.jspecify.annotations.NullMarked;
