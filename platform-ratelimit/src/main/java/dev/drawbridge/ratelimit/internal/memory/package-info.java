/** Keeps overrides and events of limits in memory, for tests and development. */
@NullMarked
package dev.drawbridge.ratelimit.internal.memory;

import org.jspecify.annotations.NullMarked;
