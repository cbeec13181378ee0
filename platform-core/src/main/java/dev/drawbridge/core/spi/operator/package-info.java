/**
 * The operator's area: who may use it, and what features show there.
 *
 * <p>A host names its operators by an {@link dev.drawbridge.core.spi.operator.AdminAccess}. Features contribute {@link
 * dev.drawbridge.core.spi.operator.OperatorPanel}s and {@link dev.drawbridge.core.spi.operator.SystemPart}s, which the area
 * mounts behind one gate; no handler decides by itself who may call it.
 */
@NullMarked
package dev.drawbridge.core.spi.operator;

import org.jspecify.annotations.NullMarked;
