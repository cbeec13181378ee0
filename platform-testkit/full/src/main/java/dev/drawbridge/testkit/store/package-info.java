/**
 * {@link dev.drawbridge.testkit.store.AllStoreContracts}: all that an implementation of every store must do, in one test
 * class.
 */
@NullMarked
package dev.drawbridge.testkit.store;

import org.jspecify.annotations.NullMarked;
