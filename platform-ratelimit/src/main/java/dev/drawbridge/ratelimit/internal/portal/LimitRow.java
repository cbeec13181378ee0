package dev.drawbridge.ratelimit.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.ratelimit.internal.LimitOverview.Left;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit of a company in the table of the page.
 *
 * @param company how the company is called
 * @param tier its plan
 * @param name what the limit is called
 * @param limit the most requests
 * @param remaining how many are left
 * @param resetAt when a new window begins
 * @param special whether it is not the plan's limit
 * @param specialUntil until when, or empty for no end
 */
record LimitRow(
        String company,
        String tier,
        String name,
        long limit,
        long remaining,
        Instant resetAt,
        boolean special,
        Optional<Instant> specialUntil) {

    /** One row for each limit; a company without any has no row. */
    static List<LimitRow> of(List<ConnectedCompanies.Row> companies, Messages text) {
        List<LimitRow> rows = new ArrayList<>();
        for (ConnectedCompanies.Row company : companies) {
            company.limits().forEach(left -> rows.add(of(company, left, text)));
        }
        return rows;
    }

    private static LimitRow of(ConnectedCompanies.Row row, Left left, Messages text) {
        return new LimitRow(
                row.company().name(),
                row.tier().code(),
                left.perApp() ? text.of("limits.of-app", left.name()) : left.name(),
                left.limit(),
                left.remaining(),
                left.resetAt(),
                left.override().isPresent(),
                left.override().flatMap(LimitOverride::until));
    }
}
