package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.UsageCounts;

/**
 * What to add to a row of one of the usage tables.
 *
 * @param app the app's id
 * @param period numbered as the table's grain numbers it
 * @param company the company's id; empty in sums of all
 * @param route empty in sums of all
 * @param counts what to add
 */
public record UsageRow(String app, long period, String company, String route, UsageCounts counts) {}
