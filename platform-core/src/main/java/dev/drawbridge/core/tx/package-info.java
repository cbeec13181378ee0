/**
 * Transactions that span the stores of several modules.
 *
 * <p>A decision opens {@link dev.drawbridge.core.tx.Transactions#inTransaction}; the store verbs it calls join through the
 * thread. {@link dev.drawbridge.core.tx.MemoryTransactions} gives the in-memory stores the same promise by undoing.
 */
@NullMarked
package dev.drawbridge.core.tx;

import org.jspecify.annotations.NullMarked;
