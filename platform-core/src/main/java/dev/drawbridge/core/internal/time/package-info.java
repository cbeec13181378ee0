/**
 * The one clock of the platform.
 *
 * <p>Everything that expires, is due or opens a window asks {@link dev.drawbridge.core.spi.PlatformClock}; nothing else
 * reads the time. What must be testable about
 * elapsed time asks {@link dev.drawbridge.core.spi.PlatformClock#elapsed()}; pauses between log lines and the like read
 * {@link System#nanoTime()} themselves.
 */
@NullMarked
package dev.drawbridge.core.internal.time;

import org.jspecify.annotations.NullMarked;
