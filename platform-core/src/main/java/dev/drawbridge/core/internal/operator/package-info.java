/**
 * The operator's area: the gate in front of it, its frame, and the sections that need no other module.
 *
 * <p>{@link dev.drawbridge.core.internal.operator.OperatorArea} mounts what features contribute behind {@link
 * dev.drawbridge.core.internal.operator.OperatorGate}, which responds to everybody but operators as if nothing were there.
 */
@NullMarked
package dev.drawbridge.core.internal.operator;

import org.jspecify.annotations.NullMarked;
