package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How many calls there were in a period.
 *
 * @param start the first instant of the period
 * @param company whose data was called, if the query tells companies apart
 * @param route what was called, if the query tells routes apart
 * @param counts the calls
 */
public record UsageSum(Instant start, Optional<CompanyId> company, Optional<String> route, UsageCounts counts) {

    /** The order in which stores return sums: by time, company, route. */
    public static final Comparator<UsageSum> ORDER = Comparator.comparing(UsageSum::start)
            .thenComparing(sum -> sum.company().map(CompanyId::value).orElse(""))
            .thenComparing(sum -> sum.route().orElse(""));
}
