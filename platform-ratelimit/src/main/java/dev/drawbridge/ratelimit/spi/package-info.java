/**
 * What the limiter keeps: how many permits of a window are used.
 *
 * <p>{@link dev.drawbridge.ratelimit.spi.CounterStore} is the interface for integrators; {@link
 * dev.drawbridge.ratelimit.MemoryCounterStore} serves one process. The limit is never stored: it belongs to the
 * policy, so a change of plan needs no write here. {@link dev.drawbridge.ratelimit.spi.OutageMode} says what happens to calls
 * while a store is unavailable.
 */
@NullMarked
package dev.drawbridge.ratelimit.spi;

import org.jspecify.annotations.NullMarked;
