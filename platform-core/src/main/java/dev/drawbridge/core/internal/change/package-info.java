/**
 * The change feed: how every node learns within seconds that something it cached is no longer true.
 *
 * <p>Writers call {@link dev.drawbridge.core.internal.change.ChangeFeed#refuse} or {@link
 * dev.drawbridge.core.internal.change.ChangeFeed#drop} inside the transaction that makes the change.
 * Readers ask {@link dev.drawbridge.core.internal.change.ChangeFeed#refused} on every request (a map look-up) or subscribe with
 * {@link dev.drawbridge.core.internal.change.ChangeFeed#onDrop} to forget cached rows. The feed carries no data: whoever needs the
 * new state reads it from its store.
 */
@NullMarked
package dev.drawbridge.core.internal.change;

import org.jspecify.annotations.NullMarked;
