/**
 * Limits per company and tier.
 *
 * <p>Entry point: {@link dev.drawbridge.ratelimit.RateLimits}, the feature that a host adds to its platform; programs that
 * limit something else than HTTP calls ask {@link dev.drawbridge.ratelimit.TierRateLimiter}. A decision goes: policy of the
 * tier, window of the clock, one atomic permit from the {@link dev.drawbridge.ratelimit.spi.CounterStore}. Which tier a
 * company is on, who calls and what a refusal looks like on the way there is decided by the guard in core.
 *
 * <p>{@link QuotaPolicy} and {@link QuotaDecision} are what such a program gets; {@link MemoryCounterStore} counts in one
 * process.
 */
@NullMarked
package dev.drawbridge.ratelimit;

import org.jspecify.annotations.NullMarked;
