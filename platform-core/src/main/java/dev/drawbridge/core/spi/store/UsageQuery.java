package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.Set;

/**
 * Which sums of an app's calls to read.
 *
 * @param app whose calls
 * @param grain the length of the periods
 * @param from the first period is the one that this instant lies in
 * @param to periods that begin at this instant or later are left out
 * @param groups what besides time tells sums apart; empty: one sum for each period
 */
public record UsageQuery(AppId app, UsageGrain grain, Instant from, Instant to, Set<UsageGroup> groups) {

    /** Copies the groups. */
    public UsageQuery {
        groups = Set.copyOf(groups);
    }
}
