package dev.drawbridge.ratelimit.internal;

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

    private static final long NOT_JUDGED = -1;

    private final TierTerms terms;
    private final long[] quotas;
    private final long[] remaining;
    private final long[] resets;
    private int violated;
    private int wouldDeny;
    private boolean hopeless;

    Judgement(TierTerms terms, long[] quotas) {
        this.terms = terms;
        this.quotas = quotas;
        this.remaining = new long[quotas.length];
        this.resets = new long[quotas.length];
        for (int i = 0; i < remaining.length; i++) {
            remaining[i] = NOT_JUDGED;
        }
    }

    /** The limits of the call's tier. */
    public List<LimitTerms> limits() {
        return terms.limits();
    }

    /** Whether no override changed a quota. */
    public boolean isStandard() {
        return quotas == terms.standard();
    }

    TierTerms terms() {
        return terms;
    }

    void status(int index, long left, long secondsToReset) {
        remaining[index] = left;
        resets[index] = secondsToReset;
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
        return remaining[index] != NOT_JUDGED;
    }

    public long remaining(int index) {
        return remaining[index];
    }

    /** After how many seconds a limit allows more. */
    public long reset(int index) {
        return resets[index];
    }

    /** After how many seconds the call would be admitted if nobody else called, or {@link #NEVER}. */
    public long retryAfter() {
        return hopeless ? NEVER : violated().mapToLong(this::reset).max().orElse(NEVER);
    }
}
