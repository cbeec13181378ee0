/** What happens to quotas, told once for each window. */
@NullMarked
package dev.drawbridge.ratelimit.internal.event;

import org.jspecify.annotations.NullMarked;
