/**
 * How many calls each app makes, for which company, to which route, and how they end.
 *
 * <p>Flow: {@link dev.drawbridge.core.internal.usage.UsageMeter} opens a call and counts how it ends, in memory, in the minute of
 * its beginning; every four seconds the sums are added to the {@link dev.drawbridge.core.spi.store.UsageStore}, each node's
 * additions numbered, so that a retry counts once; a job on one node folds minutes into hours and hours into days; {@code
 * UsagePanel} shows them to developers.
 *
 * <p>How exact that is: a stop by {@code Platform.close()} loses nothing, a kill at most one interval of that node (class A).
 * The limiter's own counter is never below what was used (class B). Hosts that bill record what they bill in their own
 * transaction, by {@code Platform.bill} (class C).
 */
@NullMarked
package dev.drawbridge.core.internal.usage;

import org.jspecify.annotations.NullMarked;
