package dev.drawbridge.ratelimit;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.ratelimit.internal.LimitTerms;
import dev.drawbridge.ratelimit.internal.LocalGates;
import dev.drawbridge.ratelimit.internal.TierTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which limits hold on which tier. Two are equal if they say the same. Immutable and thread-safe.
 *
 * <pre>{@code
 * Policies.builder()
 *         .tier("STARTER", Limit.perHour(100))
 *         .tier("PRO", Limit.perHour(500), Limit.perDay(5_000))
 *         .otherTiers(Limit.perHour(50))
 *         .build();
 * }</pre>
 */
public final class Policies implements PlanLimits {

    /** The most limits of a tier. */
    public static final int MAX_LIMITS = 16;

    private static final int DEFAULT_PER_HOUR = 100;

    private final Map<String, TierTerms> tiers;
    private final TierTerms others;

    private Policies(Map<String, TierTerms> tiers, TierTerms others) {
        this.tiers = Map.copyOf(tiers);
        this.others = others;
    }

    /**
     * Returns the policies of the platform's own tiers: 100 requests an hour for a company on {@link Tier#STARTER}, 500 on
     * {@link Tier#PRO}, 2,000 on {@link Tier#HIGH}, and 100 on any other.
     *
     * @return the policies
     */
    public static Policies seeds() {
        return builder()
                .tier(Tier.STARTER.code(), Limit.perHour(100))
                .tier(Tier.PRO.code(), Limit.perHour(500))
                .tier(Tier.HIGH.code(), Limit.perHour(2_000))
                .build();
    }

    /**
     * Begins without any tier.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Limits per app and limits that are only counted are not told.
     */
    @Override
    public List<PlanLimit> of(Tier tier) {
        if (!tier.apiAllowed()) {
            return List.of();
        }
        List<PlanLimit> told = new ArrayList<>();
        for (LimitTerms limit : terms(tier).limits()) {
            if (limit instanceof LimitTerms.Quota quota && !quota.perApp() && !quota.shadow()) {
                told.add(new PlanLimit(quota.name(), quota.quota(), quota.period()));
            }
        }
        return told;
    }

    /** The gates of all tiers, where nothing is taken. */
    LocalGates gates(LongSupplier elapsed) {
        return new LocalGates(tiers, others, elapsed);
    }

    TierTerms terms(Tier tier) {
        return tiers.getOrDefault(tier.code(), others);
    }

    /** The names of all limits. */
    Set<String> names() {
        return Stream.concat(tiers.values().stream(), Stream.of(others))
                .flatMap(terms -> terms.limits().stream())
                .map(LimitTerms::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the limits per hour that all apps of a company share. */
    List<String> sharedHours() {
        return Stream.concat(tiers.values().stream(), Stream.of(others))
                .flatMap(terms -> terms.limits().stream())
                .filter(limit ->
                        limit instanceof LimitTerms.Quota quota && quota.period() == Period.HOUR && !quota.perApp())
                .map(LimitTerms::name)
                .distinct()
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Policies policies && tiers.equals(policies.tiers) && others.equals(policies.others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tiers, others);
    }

    /** Collects policies. Not thread-safe. */
    public static final class Builder {

        private final Map<String, List<Limit>> tiers = new LinkedHashMap<>();
        private boolean githubHeaders;
        private List<Limit> others = List.of(Limit.perHour(DEFAULT_PER_HOUR));

        private Builder() {}

        /**
         * Sets the limits of a tier.
         *
         * @param code the host's name of the tier
         * @param limits what holds, all at the same time, in the order in which header fields tell them; nothing means
         *     that the tier has no limit
         */
        public Builder tier(String code, Limit... limits) {
            tiers.put(code, Arrays.asList(limits));
            return this;
        }

        /**
         * Sets the limits of all other tiers. Default: 100 requests an hour for a company.
         *
         * @param limits as with {@link #tier}
         */
        public Builder otherTiers(Limit... limits) {
            others = Arrays.asList(limits);
            return this;
        }

        /**
         * Tells a quota in the header fields of GitHub's API too, {@code x-ratelimit-limit}, {@code -remaining}, {@code
         * -used}, {@code -reset} (in seconds since 1970) and {@code -resource}: the one that refused the call, or else the one
         * with the fewest permits left. Default: the standard fields alone.
         */
        public Builder githubHeaders() {
            githubHeaders = true;
            return this;
        }

        /**
         * Checks everything and builds the policies.
         *
         * @return the policies
         * @throws ConfigurationException listing every problem
         */
        public Policies build() {
            List<String> problems = new ArrayList<>();
            Map<String, LimitTerms> named = new HashMap<>();
            tiers.forEach((code, limits) -> check("tier " + code, limits, named, problems));
            check("other tiers", others, named, problems);
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            Map<String, TierTerms> checked = new HashMap<>();
            tiers.forEach((code, limits) -> checked.put(code, terms(limits)));
            return new Policies(checked, terms(others));
        }

        private TierTerms terms(List<Limit> limits) {
            return new TierTerms(limits.stream().map(Limit::terms).toList(), githubHeaders);
        }

        private static void check(
                String where, List<Limit> limits, Map<String, LimitTerms> named, List<String> problems) {
            if (limits.size() > MAX_LIMITS) {
                problems.add("Policies, " + where + ": give at most " + MAX_LIMITS + " limits.");
            }
            Set<String> names = new HashSet<>();
            for (Limit limit : limits) {
                limit.problems().forEach(problem -> problems.add("Policies, " + where + ": " + problem));
                LimitTerms terms = limit.terms();
                if (!names.add(terms.name())) {
                    problems.add("Policies, " + where + ": two limits have the name " + terms.name()
                            + "; name one of them otherwise.");
                } else if (!terms.countsLike(named.computeIfAbsent(terms.name(), name -> terms))) {
                    problems.add("Policies, " + where + ": the limit " + terms.name()
                            + " counts otherwise on another tier; give it a name of its own.");
                }
            }
        }
    }
}
