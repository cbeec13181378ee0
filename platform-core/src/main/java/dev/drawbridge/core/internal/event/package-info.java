/** Events on their way to what reacts to them. */
@NullMarked
package dev.drawbridge.core.internal.event;

import org.jspecify.annotations.NullMarked;
