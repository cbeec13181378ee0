/**
 * Limits per company and tier.
 *
 * <p>Entry point: {@link dev.drawbridge.ratelimit.RateLimits}, the feature that a host adds to its platform; programs that
 * limit something else than HTTP calls ask {@link dev.drawbridge.ratelimit.TierRateLimiter}. A decision goes: {@link
 * Policies} of the tier, overrides, windows of the clock, one atomic step for the permits of all quotas at the {@link
 * dev.drawbridge.ratelimit.spi.CounterStore}. Which tier a company is on, who calls and what a refusal looks like on the way
 * there is decided by the guard in core.
 *
 * <p>{@link Policies} are made of {@link Limit}s; {@link LimitDecision} and {@link LimitStatus} are what such a program gets;
 * {@link MemoryCounterStore} counts in one process. {@link LimitOverrides} gives single companies and apps other limits.
 */
@NullMarked
package dev.drawbridge.ratelimit;

import org.jspecify.annotations.NullMarked;
