package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The routes or companies that an app called most.
 *
 * @param rows most calls first
 * @param more how many have fewer calls and are left out
 */
record UsageBreakdown(List<Row> rows, int more) {

    private static final int MOST_ROWS = 20;

    /** A route or company, by the host's name for it. */
    record Row(String name, UsageCounts counts) {

        /** 4xx and 5xx but for 429. */
        long errors() {
            return counts.clientError() + counts.denied() + counts.serverError();
        }
    }

    static UsageBreakdown of(List<UsageSum> sums) {
        Map<String, UsageCounts> byName = new HashMap<>();
        sums.forEach(sum -> byName.merge(
                sum.route().or(() -> sum.company().map(CompanyId::value)).orElse(""), sum.counts(), UsageCounts::plus));
        List<Row> rows = new ArrayList<>();
        byName.forEach((name, counts) -> rows.add(new Row(name, counts)));
        rows.sort(Comparator.comparing((Row row) -> -row.counts().total()).thenComparing(Row::name));
        int shown = Math.min(MOST_ROWS, rows.size());
        return new UsageBreakdown(List.copyOf(rows.subList(0, shown)), rows.size() - shown);
    }
}
