/**
 * What all stores share: transactions, the two dialects with the few statements in which they differ, tables of
 * records, failures without values, the schema and its steps, and the checks at start.
 */
@NullMarked
package dev.drawbridge.jdbi.internal.sql;

import org.jspecify.annotations.NullMarked;
