package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.internal.html.Components;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.core.spi.PlanLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The quotas of plans, a column for each period that one of them has.
 *
 * @param periods the columns
 * @param rows the plans
 */
record LimitTable(List<Period> periods, List<Row> rows) {

    static LimitTable of(List<Tier> tiers, PlanLimits limits) {
        List<Period> periods = Stream.of(Period.values())
                .filter(period -> tiers.stream().anyMatch(tier -> has(limits.of(tier), period)))
                .toList();
        return new LimitTable(
                periods,
                tiers.stream()
                        .map(tier -> new Row(tier.title(), tier.apiAllowed(), periods, limits.of(tier)))
                        .toList());
    }

    private static boolean has(List<PlanLimit> limits, Period period) {
        return limits.stream().anyMatch(limit -> limit.period() == period);
    }

    boolean isEmpty() {
        return periods.isEmpty();
    }

    List<String> head(Messages text) {
        List<String> head = new ArrayList<>(List.of(text.of("landing.limits-plan")));
        periods.forEach(period -> head.add(
                switch (period) {
                    case HOUR -> text.of("landing.limits-hour");
                    case DAY -> text.of("landing.limits-day");
                    case MONTH -> text.of("landing.limits-month");
                }));
        return head;
    }

    /**
     * A plan.
     *
     * @param tier its code
     * @param apiAllowed whether it may use the API
     * @param periods the columns
     * @param limits its quotas
     */
    record Row(String tier, boolean apiAllowed, List<Period> periods, List<PlanLimit> limits) {

        List<String> cells(Messages text) {
            return periods.stream().map(period -> cell(period, text)).toList();
        }

        private String cell(Period period, Messages text) {
            if (!apiAllowed) {
                return text.of("landing.limits-none");
            }
            // Of several quotas of one period the lowest is the one that counts.
            return limits.stream()
                    .filter(limit -> limit.period() == period)
                    .map(PlanLimit::quota)
                    .min(Long::compare)
                    .map(Components::number)
                    .orElseGet(() -> text.of("landing.limits-unlimited"));
        }
    }
}
