/**
 * The journal: one entry per state change, written in the same transaction, read by auditors and by the host's listeners.
 *
 * <p>{@link dev.drawbridge.core.internal.journal.Journal#record} appends; it never decides anything and never holds a secret. If the
 * host added a {@link dev.drawbridge.core.spi.Listener}, the entry is its own outbox: a background job claims entries
 * that are due, calls the listeners outside of any transaction and marks what they heard. There is no cursor, so an entry
 * whose transaction commits late is not passed over. Webhooks are not sent from here.
 */
@NullMarked
package dev.drawbridge.core.internal.journal;

import org.jspecify.annotations.NullMarked;
