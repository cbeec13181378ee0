/**
 * The journal: one entry per state change, written in the same transaction, read by auditors and by the host's listeners.
 *
 * <p>{@link dev.drawbridge.core.journal.Journal#record} appends; it never decides anything and never holds a secret.
 */
@NullMarked
package dev.drawbridge.core.journal;

import org.jspecify.annotations.NullMarked;
