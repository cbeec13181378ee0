/**
 * The stores of this module in memory, behind {@link dev.drawbridge.oauth.MemoryOAuthStores}: for tests and for the second
 * witness of the stores' contracts. Nothing survives the process.
 */
@NullMarked
package dev.drawbridge.oauth.internal.memory;

import org.jspecify.annotations.NullMarked;
