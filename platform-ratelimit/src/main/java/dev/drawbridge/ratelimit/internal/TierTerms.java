package dev.drawbridge.ratelimit.internal;

import java.util.ArrayList;
import java.util.List;

/** The limits of one tier, in the order in which headers tell them. Immutable and thread-safe. */
public final class TierTerms {

    private final List<LimitTerms> limits;
    private final List<QuotaTerms> quotas;
    private final long[] standard;
    private final boolean githubFields;

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
    }

    /** All limits. */
    public List<LimitTerms> limits() {
        return limits;
    }

    /** Whether decisions depend on the clock that windows follow. */
    public boolean followsClock() {
        return !quotas.isEmpty();
    }

    boolean githubFields() {
        return githubFields;
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
