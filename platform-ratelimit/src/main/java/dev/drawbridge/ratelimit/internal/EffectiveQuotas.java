package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says how far each limit goes for a call: the app's override, or the company's, or what the tier says. Thread-safe. */
public final class EffectiveQuotas {

    private final Function<CompanyId, List<LimitOverride>> overrides;

    public EffectiveQuotas(Function<CompanyId, List<LimitOverride>> overrides) {
        this.overrides = overrides;
    }

    /** The overrides of a company, most often none. */
    public List<LimitOverride> of(CompanyId company) {
        return overrides.apply(company);
    }

    /** Begins to judge a call. */
    public static Judgement begin(TierTerms terms, LimitedCall call, List<LimitOverride> found) {
        return new Judgement(terms, found.isEmpty() ? terms.standard() : overridden(terms, call, found), call.now());
    }

    /** Finds what holds for a call in place of the tier's limit: the app's override, or else the company's. */
    static Optional<LimitOverride> override(LimitedCall call, String limit, List<LimitOverride> found) {
        LimitOverride chosen = null;
        for (LimitOverride override : found) {
            boolean applies = override.limit().equals(limit)
                    && override.holdsAt(call.now())
                    && override.app()
                            .map(call.app()::equals)
                            .orElse(chosen == null || chosen.app().isEmpty());
            if (applies) {
                chosen = override;
            }
        }
        return Optional.ofNullable(chosen);
    }

    private static long[] overridden(TierTerms terms, LimitedCall call, List<LimitOverride> found) {
        long[] quotas = terms.standard().clone();
        for (int i = 0; i < quotas.length; i++) {
            Optional<LimitOverride> override =
                    override(call, terms.limits().get(i).name(), found);
            if (override.isPresent()) {
                quotas[i] = override.get().quota();
            }
        }
        return quotas;
    }
}
