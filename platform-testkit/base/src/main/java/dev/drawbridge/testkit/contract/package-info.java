/**
 * What every storage implementation must do, as JUnit tests.
 *
 * <p>Extend the contract of an interface, give it the stores under test in an empty state, and it runs: once for memory,
 * once per database. Races run {@link dev.drawbridge.testkit.contract.Race#THREADS} threads at a time, so a pool needs as
 * many connections. Contracts test promises of the interfaces only, never how a store keeps them.
 */
@NullMarked
package dev.drawbridge.testkit.contract;

import org.jspecify.annotations.NullMarked;
