/**
 * Things that may be used once: form ids, assertion ids, proof ids.
 *
 * <p>One verb: {@link dev.drawbridge.core.replay.ReplayStore#firstUse}.
 */
@NullMarked
package dev.drawbridge.core.replay;

import org.jspecify.annotations.NullMarked;
