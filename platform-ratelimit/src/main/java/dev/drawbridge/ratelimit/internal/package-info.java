/**
 * How a decision is made: {@code EffectiveQuotas} says how far limits go, {@code QuotaGate} takes permits through the {@code
 * CombiningCounter}, {@code Judgement} collects what each limit says, {@code LimitFields} tells it over HTTP. The arithmetic of
 * windows is in {@code FixedWindow}, that of bursts in {@code Gcra}; {@code LocalGate} asks what each node counts for itself.
 * {@code ResilientCounter} is around the {@code CombiningCounter} and says what happens while the counters are unavailable.
 */
@NullMarked
package dev.drawbridge.ratelimit.internal;

import org.jspecify.annotations.NullMarked;
