/** What every feature shares: the edge, the host's answers and the shared services. */
@NullMarked
package dev.drawbridge.core;

import org.jspecify.annotations.NullMarked;
