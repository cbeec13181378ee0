/**
 * Throttles: at most so many attempts of a kind per key in a sliding window, shared by all nodes.
 *
 * <p>For sign-ups, logins, mails and other rare events. API quotas are the limiter's, not this package's.
 */
@NullMarked
package dev.drawbridge.core.internal.throttle;

import org.jspecify.annotations.NullMarked;
