package dev.drawbridge.ratelimit;

import java.time.Duration;

/**
 * What the limiter decided on one call.
 *
 * @param policy the policy that applied
 * @param allowed whether the call is allowed; if not, no permit was taken
 * @param remaining how many more calls the window allows, never negative
 * @param reset after this time a new window has begun; whole seconds, at least one
 */
public record QuotaDecision(QuotaPolicy policy, boolean allowed, int remaining, Duration reset) {}
