/**
 * What the transactions of all stores have in common.
 */
@NullMarked
package dev.drawbridge.core.internal.transaction;

import org.jspecify.annotations.NullMarked;
