package dev.drawbridge.ratelimit;

import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.ratelimit.internal.FixedWindow;
import dev.drawbridge.ratelimit.internal.LimitTerms;
import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One limit of a tier. Its apps share it, unless {@link #perApp()} says otherwise. What is wrong with a limit is told when
 * the {@link Policies} are built. Immutable and thread-safe.
 *
 * <pre>{@code
 * Limit.perHour(500)
 * Limit.perDay(2_000).perApp()
 * Limit.perMonth(100_000).in(ZoneId.of("Europe/Vienna"))
 * Limit.burst(20, Duration.ofSeconds(1), 40)
 * Limit.concurrent(10).perApp()
 * }</pre>
 */
public final class Limit {

    private static final String NAME = "[a-z]{1,32}";
    private static final long MOST = 1_000_000_000_000L;
    private static final int MOST_BURST = 1_000_000;

    private final LimitTerms terms;
    private final List<String> problems;

    private Limit(LimitTerms terms, List<String> problems) {
        this.terms = terms;
        this.problems = List.copyOf(problems);
    }

    /**
     * Makes an exact quota per clock hour in UTC, over all nodes. Its name is {@code hour}.
     *
     * @param quota the most permits in an hour, 0 to 1,000,000,000,000
     * @return the limit
     */
    public static Limit perHour(long quota) {
        return quota(Period.HOUR, quota);
    }

    /**
     * Makes an exact quota per day, over all nodes. Its name is {@code day}.
     *
     * @param quota the most permits in a day, 0 to 1,000,000,000,000
     * @return the limit; days are those of UTC unless {@link #in} says otherwise
     */
    public static Limit perDay(long quota) {
        return quota(Period.DAY, quota);
    }

    /**
     * Makes an exact quota per month of the calendar, over all nodes. Its name is {@code month}.
     *
     * @param quota the most permits in a month, 0 to 1,000,000,000,000
     * @return the limit; months are those of UTC unless {@link #in} says otherwise
     */
    public static Limit perMonth(long quota) {
        return quota(Period.MONTH, quota);
    }

    /**
     * Makes a limit of bursts (GCRA): so many permits at one time, which come back at a steady rate. Each node counts for
     * itself, without a store, so {@code n} nodes allow up to {@code n} times as much. Its name is {@code burst}.
     *
     * @param permits how many permits come back, 1 to 1,000,000
     * @param per in which time, 1 ms to 1 hour
     * @param burst how many permits there are at most, 1 to 1,000,000; an override changes this, and the rate in proportion
     * @return the limit
     */
    public static Limit burst(int permits, Duration per, int burst) {
        boolean valid = isBurst(permits)
                && isBurst(burst)
                && per.compareTo(Duration.ofMillis(1)) >= 0
                && per.compareTo(Duration.ofHours(1)) <= 0;
        List<String> problems = valid
                ? List.of()
                : List.of("The limit burst: give a rate and a burst from 1 to " + MOST_BURST
                        + " and a time from 1 ms to 1 hour, not " + permits + " in " + per + ", burst " + burst + ".");
        long refill = valid ? (per.toNanos() * burst + permits - 1) / permits : 1;
        return new Limit(new LimitTerms.Burst("burst", burst, refill, false, false), problems);
    }

    private static boolean isBurst(int permits) {
        return permits >= 1 && permits <= MOST_BURST;
    }

    /**
     * Makes a limit of calls that run at the same time. Each node counts for itself, without a store, so {@code n} nodes
     * allow up to {@code n} times as many, and a node that crashes takes its count along. Its name is {@code concurrent}.
     *
     * @param calls how many, 1 to 1,000,000, whatever they cost
     * @return the limit
     */
    public static Limit concurrent(int calls) {
        List<String> problems = isBurst(calls)
                ? List.of()
                : List.of("The limit concurrent: give a number from 1 to " + MOST_BURST + ", not " + calls + ".");
        return new Limit(new LimitTerms.Concurrency("concurrent", calls, false, false), problems);
    }

    private static Limit quota(Period period, long quota) {
        String name = period.name().toLowerCase(Locale.ROOT);
        List<String> problems = quota < 0 || quota > MOST
                ? List.of("The limit " + name + ": give a quota from 0 to " + MOST + ", not " + quota + ".")
                : List.of();
        FixedWindow window = new FixedWindow(period, ZoneOffset.UTC);
        return new Limit(new LimitTerms.Quota(name, quota, window, false, false, OutageMode.CLOSED), problems);
    }

    /**
     * Names the limit, in header fields, overrides and counters.
     *
     * @param name 1 to 32 of {@code [a-z]}, unique within a tier
     * @return the limit with this name
     */
    public Limit named(String name) {
        return name.matches(NAME)
                ? new Limit(terms.named(name), problems)
                : plus("The limit '" + name + "': names are 1 to 32 of [a-z].");
    }

    /**
     * Gives each app of a company permits of its own.
     *
     * @return the limit per app
     */
    public Limit perApp() {
        return new Limit(terms.forEachApp(), problems);
    }

    /**
     * Lets the limit count and refuse nothing, to learn what it would do. Header fields do not tell it.
     *
     * @return the limit in shadow mode
     */
    public Limit shadow() {
        return new Limit(terms.inShadow(), problems);
    }

    /**
     * Sets whose days or months count.
     *
     * @param zone the time zone
     * @return the limit with windows of this zone
     */
    public Limit in(ZoneId zone) {
        if (terms instanceof LimitTerms.Quota quota && quota.period() != Period.HOUR) {
            return new Limit(quota.in(zone), problems);
        }
        return plus("The limit " + terms.name() + ": only days and months have a time zone.");
    }

    /**
     * Sets what the quota does with calls while its counters are unavailable. Where a call takes permits of several quotas,
     * the strictest of their modes holds for all: {@link OutageMode#CLOSED} before {@link OutageMode#LOCAL_SHARE} before {@link
     * OutageMode#OPEN}. Default: {@link OutageMode#CLOSED}.
     *
     * @param mode what to do
     * @return the limit with this mode
     */
    public Limit onOutage(OutageMode mode) {
        return terms instanceof LimitTerms.Quota quota
                ? new Limit(quota.on(mode), problems)
                : plus("The limit " + terms.name() + ": each node counts it for itself, so it has no outage mode.");
    }

    private Limit plus(String problem) {
        List<String> all = new ArrayList<>(problems);
        all.add(problem);
        return new Limit(terms, all);
    }

    LimitTerms terms() {
        return terms;
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}
