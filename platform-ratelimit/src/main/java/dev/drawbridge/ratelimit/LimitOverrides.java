package dev.drawbridge.ratelimit;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.ratelimit.spi.LimitAction;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives single companies, or single apps of a company, other limits than their tier has. The override of an app goes before
 * the one of the company, and that before the tier. A change holds immediately on this node and within 2 s on the others; it
 * keeps what is used. Each change leaves an entry in the journal. Thread-safe.
 */
public final class LimitOverrides {

    /** The most overrides of a company, those of its apps included. */
    public static final int MAX_PER_COMPANY = 1_000;

    private static final String TARGET = "company";

    private final OverrideStore store;
    private final Set<String> names;
    private final Transactions transactions;
    private final Journal journal;
    private final ChangeFeed changes;
    private final PlatformClock clock;

    LimitOverrides(
            OverrideStore store,
            Set<String> names,
            Transactions transactions,
            Journal journal,
            ChangeFeed changes,
            PlatformClock clock) {
        this.store = store;
        this.names = names;
        this.transactions = transactions;
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Sets an override, in place of the one that the same company, app and limit had.
     *
     * @param override the new limit
     * @param actor who decided it
     * @throws IllegalArgumentException if no policy has a limit of this name, or the company has {@value #MAX_PER_COMPANY}
     *     overrides
     */
    public void set(LimitOverride override, Actor actor) {
        if (!names.contains(override.limit())) {
            throw new IllegalArgumentException(
                    "No policy has a limit '" + override.limit() + "'. There are " + new TreeSet<>(names) + ".");
        }
        Map<String, String> details = details(override.app(), override.limit());
        details.put("quota", Long.toString(override.quota()));
        details.put("reason", override.reason());
        override.until().ifPresent(until -> details.put("until", until.toString()));
        transactions.inTransaction(() -> {
            requireRoom(override);
            store.set(override);
            tell(actor, LimitAction.OVERRIDE_SET, override.company(), details);
        });
    }

    private void requireRoom(LimitOverride override) {
        List<LimitOverride> present = store.of(override.company());
        boolean replaces = present.stream()
                .anyMatch(other ->
                        other.limit().equals(override.limit()) && other.app().equals(override.app()));
        if (!replaces && present.size() >= MAX_PER_COMPANY) {
            throw new IllegalArgumentException("The company has " + MAX_PER_COMPANY
                    + " overrides already. End some, or give its tier another limit.");
        }
    }

    /**
     * Ends an override, so that the tier's limit holds again.
     *
     * @param company whose
     * @param app of which app; empty means the one for all apps of the company
     * @param limit the name of the limit
     * @param actor who decided it
     * @return false if there was none
     */
    public boolean end(CompanyId company, Optional<AppId> app, String limit, Actor actor) {
        return transactions.inTransaction(() -> {
            boolean ended = store.end(company, app, limit);
            if (ended) {
                tell(actor, LimitAction.OVERRIDE_ENDED, company, details(app, limit));
            }
            return ended;
        });
    }

    /**
     * Lists the overrides that hold now.
     *
     * @param company whose
     * @return ordered by limit, those for all apps before those of an app
     */
    public List<LimitOverride> of(CompanyId company) {
        return store.of(company).stream()
                .filter(override -> override.holdsAt(clock.instant()))
                .toList();
    }

    private void tell(Actor actor, LimitAction action, CompanyId company, Map<String, String> details) {
        journal.record(actor, action, TARGET, company.value(), details);
        changes.drop(ChangeKind.LIMIT, company.value());
    }

    private static Map<String, String> details(Optional<AppId> app, String limit) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("limit", limit);
        app.ifPresent(id -> details.put("app", id.value()));
        return details;
    }
}
