/** Measures what the platform does, for the host's {@link dev.drawbridge.core.spi.Metrics}. */
@NullMarked
package dev.drawbridge.core.internal.metric;

import org.jspecify.annotations.NullMarked;
