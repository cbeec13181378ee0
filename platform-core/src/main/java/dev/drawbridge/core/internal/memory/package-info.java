/**
 * The stores of core in memory, behind {@link dev.drawbridge.core.MemoryCoreStores} and {@link
 * dev.drawbridge.core.MemoryAccountStores}: for tests and for the second witness of the stores' contracts. Nothing survives
 * the process. {@code MemoryTransactions} gives them, and the memory stores of the other modules, real transactions.
 */
@NullMarked
package dev.drawbridge.core.internal.memory;

import org.jspecify.annotations.NullMarked;
