package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells what remains of the quotas of several companies, from one look at the counters. Thread-safe. */
public final class LimitOverview {

    private final Function<Tier, TierTerms> policies;
    private final EffectiveQuotas quotas;
    private final CounterStore counters;

    public LimitOverview(Function<Tier, TierTerms> policies, EffectiveQuotas quotas, CounterStore counters) {
        this.policies = policies;
        this.quotas = quotas;
        this.counters = counters;
    }

    /**
     * What remains of a quota.
     *
     * @param name the name of the limit
     * @param perApp whether the app has it for itself
     * @param limit the most permits
     * @param remaining how many are left
     * @param resetAt when a new window begins
     * @param override what holds in place of the tier's limit
     */
    public record Left(
            String name,
            boolean perApp,
            long limit,
            long remaining,
            Instant resetAt,
            Optional<LimitOverride> override) {}

    /**
     * Looks at the quotas that concern an app. Those that are only counted are left out.
     *
     * @param app the app
     * @param tiers the companies and their tiers; so few that all their quotas fit into one call of the counters
     * @param now the time
     * @return by company, in the order of the policy
     */
    public Map<CompanyId, List<Left>> of(AppId app, Map<CompanyId, Tier> tiers, Instant now) {
        Map<CompanyId, List<Known>> known = new LinkedHashMap<>();
        tiers.forEach((company, tier) -> known.put(company, known(company, tier, app, now)));
        Set<CounterWindow> windows =
                known.values().stream().flatMap(List::stream).map(Known::window).collect(Collectors.toSet());
        Map<CounterWindow, Long> used = windows.isEmpty() ? Map.of() : counters.used(windows);
        Map<CompanyId, List<Left>> left = new LinkedHashMap<>();
        known.forEach((company, list) ->
                left.put(company, list.stream().map(quota -> quota.after(used)).toList()));
        return left;
    }

    private List<Known> known(CompanyId company, Tier tier, AppId app, Instant now) {
        LimitedCall call = new LimitedCall(company, app, 0, now);
        TierTerms terms = policies.apply(tier);
        List<LimitOverride> overrides = quotas.of(company);
        Judgement judgement = EffectiveQuotas.begin(terms, call, overrides);
        List<Known> known = new ArrayList<>();
        for (QuotaTerms quota : terms.quotas()) {
            if (!quota.shadow()) {
                known.add(new Known(
                        quota,
                        judgement.quota(quota.index()),
                        QuotaGate.window(quota, call),
                        quota.at(now),
                        EffectiveQuotas.override(call, quota.name(), overrides)));
            }
        }
        return known;
    }

    private record Known(
            QuotaTerms quota, long limit, CounterWindow window, WindowSpan span, Optional<LimitOverride> override) {

        Left after(Map<CounterWindow, Long> used) {
            long remaining = Math.max(0, limit - used.getOrDefault(window, 0L));
            return new Left(quota.name(), quota.perApp(), limit, remaining, span.end(), override);
        }
    }
}
