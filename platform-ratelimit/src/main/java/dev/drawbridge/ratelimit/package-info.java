/**
 * Limits per company and tier.
 *
 * <p>Entry point: {@link dev.drawbridge.ratelimit.RateLimits}, the feature that a host adds to its platform; programs that
 * limit something else than HTTP calls ask {@link dev.drawbridge.ratelimit.TierRateLimiter}. A decision goes: policy of the
 * tier, window of the clock, one atomic permit from the {@link dev.drawbridge.ratelimit.spi.CounterStore}. Which tier a
 * company is on, who calls and what a refusal looks like on the way there is the guard's matter in core.
 */
@NullMarked
package dev.drawbridge.ratelimit;

import org.jspecify.annotations.NullMarked;
