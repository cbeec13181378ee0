package dev.drawbridge.ratelimit.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What becomes of one call, limit by limit. Filled by one thread, read by others afterwards.
 *
 * <p>Limits are told apart by their place in {@link TierTerms#limits()}.
 */
public final class Judgement {

    /** No time is known after which the call would be admitted. */
    public static final long NEVER = -1;

    /** A limit gave nothing to the call. */
    static final long NOTHING = 0;

    private static final long NOT_JUDGED = -1;
    private static final int PARTS = 3;

    private final TierTerms terms;
    private final long[] quotas;
    private final Instant now;
    /** For each limit what remains, then for each when it resets, then for each what the call took. */
    private final long[] numbers;

    private int violated;
    private int wouldDeny;
    private boolean hopeless;
    private boolean degraded;

    Judgement(TierTerms terms, long[] quotas, Instant now) {
        this.terms = terms;
        this.now = now;
        this.quotas = quotas;
        this.numbers = new long[PARTS * quotas.length];
        Arrays.fill(numbers, 0, quotas.length, NOT_JUDGED);
    }

    /** The limits of the call's tier. */
    public List<LimitTerms> limits() {
        return terms.limits();
    }

    /** Whether no override changed a quota. */
    public boolean isStandard() {
        return quotas == terms.standard();
    }

    /** When the call came, by the clock that windows follow. */
    Instant now() {
        return now;
    }

    TierTerms terms() {
        return terms;
    }

    void status(int index, long left, long secondsToReset) {
        numbers[index] = left;
        numbers[quotas.length + index] = secondsToReset;
    }

    /** Notes what a local limit needs to know to undo it. */
    void took(int index, long what) {
        numbers[2 * quotas.length + index] = what;
    }

    /** What was noted, or {@link #NOTHING}. */
    long taken(int index) {
        return numbers[2 * quotas.length + index];
    }

    void violate(int index) {
        if (terms.limits().get(index).shadow()) {
            wouldDeny |= 1 << index;
        } else {
            violated |= 1 << index;
        }
    }

    /** The call costs more than a limit allows in all. */
    void giveUp() {
        hopeless = true;
    }

    public boolean allowed() {
        return violated == 0;
    }

    void degrade() {
        degraded = true;
    }

    /** Whether the counters were unavailable, so that this node decided alone. */
    public boolean degraded() {
        return degraded;
    }

    /** Whether the call costs more than a limit allows in all, so that waiting does not help. */
    public boolean hopeless() {
        return hopeless;
    }

    public boolean isViolated(int index) {
        return (violated & 1 << index) != 0;
    }

    public boolean wouldDeny(int index) {
        return (wouldDeny & 1 << index) != 0;
    }

    /** Whether a limit that only counts would have refused the call. */
    boolean wouldDeny() {
        return wouldDeny != 0;
    }

    /** The places of the violated limits. */
    public IntStream violated() {
        return IntStream.range(0, quotas.length).filter(this::isViolated);
    }

    /** The most permits of a limit, overrides included. */
    public long quota(int index) {
        return quotas[index];
    }

    /** Whether it is known what remains of a limit. */
    public boolean isJudged(int index) {
        return numbers[index] != NOT_JUDGED;
    }

    public long remaining(int index) {
        return numbers[index];
    }

    /** After how many seconds a limit allows more. */
    public long reset(int index) {
        return numbers[quotas.length + index];
    }

    /** After how many seconds the call would be admitted if nobody else called, or {@link #NEVER}. */
    public long retryAfter() {
        boolean unknown =
                hopeless || violated().anyMatch(index -> limits().get(index) instanceof LimitTerms.Concurrency);
        return unknown ? NEVER : violated().mapToLong(this::reset).max().orElse(NEVER);
    }
}
