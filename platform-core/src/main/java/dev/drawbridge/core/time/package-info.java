/**
 * The one clock of the platform.
 *
 * <p>Everything that expires, is due or opens a window asks {@link dev.drawbridge.core.time.PlatformClock}; nothing else
 * reads the time. Elapsed time is measured with {@link System#nanoTime()} and is not part of this package.
 */
@NullMarked
package dev.drawbridge.core.time;

import org.jspecify.annotations.NullMarked;
