/**
 * What the limiter keeps: how many permits of a window are used.
 *
 * <p>{@link dev.drawbridge.ratelimit.store.CounterStore} is the interface for integrators; {@link
 * dev.drawbridge.ratelimit.store.MemoryCounterStore} serves one process. The limit is never stored: it belongs to the
 * policy, so a change of plan needs no write here.
 */
@NullMarked
package dev.drawbridge.ratelimit.store;

import org.jspecify.annotations.NullMarked;
