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

/**
 * Gives single companies, or single apps of a company, other limits than their tier has. The override of an app goes before
 * the one of the company, and that before the tier. A change holds immediately on this node and within 2 s on the others; it
 * keeps what is used. Each change leaves an entry in the journal. Thread-safe.
 */
public final class LimitOverrides {

    private static final String TARGET = "company";

    private final OverrideStore store;
    private final Transactions transactions;
    private final Journal journal;
    private final ChangeFeed changes;
    private final PlatformClock clock;

    LimitOverrides(
            OverrideStore store, Transactions transactions, Journal journal, ChangeFeed changes, PlatformClock clock) {
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Sets an override, in place of the one that the same company, app and limit had.
     *
     * @param override the new limit; if no policy has a limit of its name, nothing changes for the company
     * @param actor who decided it
     */
    public void set(LimitOverride override, Actor actor) {
        Map<String, String> details = details(override.app(), override.limit());
        details.put("quota", Long.toString(override.quota()));
        details.put("reason", override.reason());
        override.until().ifPresent(until -> details.put("until", until.toString()));
        transactions.inTransaction(() -> {
            store.set(override);
            tell(actor, LimitAction.OVERRIDE_SET, override.company(), details);
        });
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
