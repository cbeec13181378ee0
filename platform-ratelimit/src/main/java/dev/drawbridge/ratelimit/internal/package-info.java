/**
 * How a decision is made: {@code EffectiveQuotas} says how far limits go, {@code LocalGate} asks what each node counts for
 * itself, {@code QuotaGate} takes the permits of quotas, {@code Judgement} collects what each limit says, {@code LimitFields}
 * tells it over HTTP. The arithmetic of windows is in {@code FixedWindow}, that of bursts in {@code Gcra}.
 *
 * <p>Permits go through {@code ResilientCounter}, which says what happens while the counters are unavailable, to {@code
 * CombiningCounter}, which sends one statement for many calls. What happens to quotas is told by the
 * room {@code event}; {@code UsageDrift} compares counters with usage.
 */
@NullMarked
package dev.drawbridge.ratelimit.internal;

import org.jspecify.annotations.NullMarked;
