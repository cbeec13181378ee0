package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operators suspend developers, with their apps or without, and let them back in. Thread-safe. */
public final class Suspensions {

    private static final String STATUS = "status";
    private static final String FROZEN_APPS = "frozenApps";

    private final AccountStores accounts;
    private final AppStore apps;
    private final Transactions transactions;
    private final ChangeFeed changes;
    private final Journal journal;
    private final PlatformClock clock;

    /**
     * Makes the service.
     *
     * @param accounts keeps accounts and sessions
     * @param apps keeps apps
     * @param transactions hold a suspension and all that follows from it together
     * @param changes tells all nodes that apps changed
     * @param journal records who did it and why
     * @param clock says when
     */
    public Suspensions(
            AccountStores accounts,
            AppStore apps,
            Transactions transactions,
            ChangeFeed changes,
            Journal journal,
            PlatformClock clock) {
        this.accounts = accounts;
        this.apps = apps;
        this.transactions = transactions;
        this.changes = changes;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Suspends a developer: every session ends, and nobody logs in to the account any more.
     *
     * @param developer who
     * @param reason why, 1 to 500 characters
     * @param freezeApps whether their active apps are suspended as well
     * @param actor who does it
     * @return false if there is no such developer, or they are suspended already
     */
    public boolean suspend(DeveloperId developer, String reason, boolean freezeApps, Actor actor) {
        return transactions.inTransaction(() -> {
            Instant now = clock.instant();
            List<AppId> active = freezeApps ? activeApps(developer) : List.of();
            if (!accounts.accounts().suspend(developer, new Suspension(now, reason, active))) {
                return false;
            }
            accounts.sessions().endAll(developer);
            active.forEach(app -> move(app, AppStatus.ACTIVE, AppStatus.SUSPENDED, now));
            record(actor, AccountAction.SUSPENDED, developer, reason, active);
            return true;
        });
    }

    /**
     * Ends a suspension: the developer may log in, and the apps that were suspended with them work again.
     *
     * @param developer who
     * @param actor who does it
     * @return false if there is no such developer, or they are not suspended
     */
    public boolean unsuspend(DeveloperId developer, Actor actor) {
        return transactions.inTransaction(() -> {
            List<AppId> frozen = accounts.accounts()
                    .suspension(developer)
                    .map(Suspension::frozenApps)
                    .orElse(List.of());
            if (!accounts.accounts().unsuspend(developer)) {
                return false;
            }
            Instant now = clock.instant();
            frozen.forEach(app -> move(app, AppStatus.SUSPENDED, AppStatus.ACTIVE, now));
            record(actor, AccountAction.UNSUSPENDED, developer, "", frozen);
            return true;
        });
    }

    private List<AppId> activeApps(DeveloperId developer) {
        return apps.ownedBy(developer).stream()
                .filter(app -> app.status() == AppStatus.ACTIVE)
                .map(App::id)
                .toList();
    }

    private void move(AppId app, AppStatus from, AppStatus to, Instant now) {
        if (apps.moveStatus(app, from, to, now)) {
            changes.drop(ChangeKind.APP, app.value());
        }
    }

    private void record(Actor actor, AccountAction action, DeveloperId developer, String reason, List<AppId> frozen) {
        boolean suspended = action == AccountAction.SUSPENDED;
        Map<String, String> details = new LinkedHashMap<>();
        details.put(JournalEntry.BEFORE + STATUS, suspended ? "ACTIVE" : "SUSPENDED");
        details.put(JournalEntry.AFTER + STATUS, suspended ? "SUSPENDED" : "ACTIVE");
        if (!reason.isEmpty()) {
            details.put(JournalEntry.REASON, reason);
        }
        if (!frozen.isEmpty()) {
            details.put(
                    FROZEN_APPS,
                    String.join(", ", frozen.stream().map(AppId::value).toList()));
        }
        journal.record(actor, action, AccountAction.TARGET, developer.value(), details);
    }
}
