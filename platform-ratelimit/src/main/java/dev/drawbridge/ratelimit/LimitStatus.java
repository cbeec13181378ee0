package dev.drawbridge.ratelimit;

/**
 * What a limit says after a decision.
 *
 * @param name the name of the limit, as in header fields
 * @param quota the most permits, overrides included
 * @param windowSeconds in how many seconds; a month is told as 30 days, a day as 24 hours, and a limit of concurrent calls as 0
 * @param remaining how many permits are left, at least 0
 * @param resetSeconds after how many seconds the limit allows more, at least 0; 0 of a limit of concurrent calls
 */
public record LimitStatus(String name, long quota, long windowSeconds, long remaining, long resetSeconds) {}
