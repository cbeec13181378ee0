/**
 * The storage interfaces on H2 and PostgreSQL.
 *
 * <p>Entry point: {@link dev.drawbridge.jdbi.JdbiStores}. It finds out which database this is ({@code Dialect}), brings the
 * tables up to date ({@code Schema}, numbered SQL files under {@code schema/}) and hands out one bundle of stores per module. Each
 * store is a hidden {@code Jdbi...Store}: its SQL as constants at the top, one conditional statement per verb where possible,
 * the handle from {@code JdbiTransactions} so that it joins the transaction of the thread. Times are parameters; no statement
 * asks the database's clock, but for {@code PostgresClock}.
 *
 * <p>A record's columns are listed once ({@code Row}); its {@code Table} makes insertions, updates and the mapping of rows
 * from that list. A new field of a record is one line there and one in the schema.
 *
 * <p>Rules of the SQL: both databases understand it, H2 in its regular mode. What differs is in {@code Dialect}, above all
 * inserting unless the key is taken. Decisions about what is allowed are not made here.
 */
@NullMarked
package dev.drawbridge.jdbi;

import org.jspecify.annotations.NullMarked;
