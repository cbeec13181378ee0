/**
 * One class of tests per storage interface. Extend it, return an empty store, and a new store is done when it is green; the
 * in-memory stores and those for H2 and PostgreSQL pass the same classes.
 */
@NullMarked
package dev.drawbridge.testkit.contract;

import org.jspecify.annotations.NullMarked;
