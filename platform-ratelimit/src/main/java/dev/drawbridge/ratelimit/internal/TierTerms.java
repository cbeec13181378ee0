package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The limits of one tier, in the order in which headers tell them. Immutable and thread-safe. */
public final class TierTerms {

    private static final Comparator<OutageMode> STRICTEST_FIRST =
            Comparator.comparing(List.of(OutageMode.CLOSED, OutageMode.LOCAL_SHARE, OutageMode.OPEN)::indexOf);

    private final List<LimitTerms> limits;
    private final List<QuotaTerms> quotas;
    private final long[] standard;
    private final boolean githubFields;
    private final OutageMode outage;
    private final String policyField;

    /**
     * Makes terms.
     *
     * @param limits in the order in which headers tell them
     * @param githubFields whether GitHub's header fields are sent too
     */
    public TierTerms(List<LimitTerms> limits, boolean githubFields) {
        this.githubFields = githubFields;
        this.limits = List.copyOf(limits);
        this.standard = limits.stream().mapToLong(LimitTerms::quota).toArray();
        List<QuotaTerms> found = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            if (limits.get(i) instanceof LimitTerms.Quota quota) {
                found.add(new QuotaTerms(i, quota));
            }
        }
        this.quotas = List.copyOf(found);
        this.outage = limits.stream()
                .flatMap(limit -> limit instanceof LimitTerms.Quota quota && !quota.shadow()
                        ? Stream.of(quota.outage())
                        : Stream.empty())
                .min(STRICTEST_FIRST)
                .orElse(OutageMode.OPEN);
        this.policyField = LimitFields.policy(new Judgement(this, standard, Instant.EPOCH));
    }

    /** All limits. */
    public List<LimitTerms> limits() {
        return limits;
    }

    /** Whether decisions depend on the clock that windows follow. */
    public boolean followsClock() {
        return !quotas.isEmpty();
    }

    /** What to do with calls while the counters are unavailable: what the strictest quota that refuses anything says. */
    OutageMode outage() {
        return outage;
    }

    boolean githubFields() {
        return githubFields;
    }

    /** The header field of the limits without overrides; empty if there is nothing to tell. */
    String policyField() {
        return policyField;
    }

    List<QuotaTerms> quotas() {
        return quotas;
    }

    /** The quotas of the limits without overrides; nobody writes into it. */
    long[] standard() {
        return standard;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TierTerms terms && limits.equals(terms.limits) && githubFields == terms.githubFields;
    }

    @Override
    public int hashCode() {
        return limits.hashCode();
    }
}
