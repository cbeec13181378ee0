package dev.drawbridge.ratelimit;

import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.ratelimit.internal.FixedWindow;
import dev.drawbridge.ratelimit.internal.LimitTerms;
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
 * }</pre>
 */
public final class Limit {

    private static final String NAME = "[a-z]{1,32}";
    private static final long MOST = 1_000_000_000_000L;

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

    private static Limit quota(Period period, long quota) {
        String name = period.name().toLowerCase(Locale.ROOT);
        List<String> problems = quota < 0 || quota > MOST
                ? List.of("The limit " + name + ": give a quota from 0 to " + MOST + ", not " + quota + ".")
                : List.of();
        FixedWindow window = new FixedWindow(period, ZoneOffset.UTC);
        return new Limit(new LimitTerms.Quota(name, quota, window, false, false), problems);
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
            FixedWindow window = new FixedWindow(quota.period(), zone);
            return new Limit(
                    new LimitTerms.Quota(quota.name(), quota.quota(), window, quota.perApp(), quota.shadow()),
                    problems);
        }
        return plus("The limit " + terms.name() + ": only days and months have a time zone.");
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
