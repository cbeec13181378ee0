package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.activity.ActivityLog;
import dev.drawbridge.core.internal.activity.Audience;
import dev.drawbridge.core.internal.activity.NamedEntry;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.JournalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the platform knows about a developer, for themselves (GDPR, Article 20). Once a day. Thread-safe. */
public final class Exports {

    private static final String THROTTLE = "account.export";
    private static final Duration DAY = Duration.ofDays(1);

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Apps apps;
    private final ActivityLog activity;
    private final Journal journal;
    private final Throttles throttles;
    private final PlatformClock clock;

    /**
     * Makes the part.
     *
     * @param accounts keeps accounts
     * @param sessions keeps sessions
     * @param apps keeps apps
     * @param activity knows what happened
     * @param journal records the export
     * @param throttles count exports
     * @param clock the time
     */
    public Exports(
            AccountStore accounts,
            Sessions sessions,
            Apps apps,
            ActivityLog activity,
            Journal journal,
            Throttles throttles,
            PlatformClock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.apps = apps;
        this.activity = activity;
        this.journal = journal;
        this.throttles = throttles;
        this.clock = clock;
    }

    /**
     * What the platform knows about a developer. There is no secret in it, nor a hash of one.
     *
     * @param at when it was put together
     * @param account the account
     * @param sessions where they are logged in
     * @param apps all of their apps, whatever the status
     * @param activity what happened to the account and what the developer did, newest first
     */
    public record Export(
            Instant at, Account account, List<Session> sessions, List<App> apps, List<NamedEntry> activity) {}

    /**
     * Puts everything together.
     *
     * @param id whose
     * @param visitor from where
     * @return the developer's data
     * @throws AccountRefusedException {@code export_limit} within a day of the last one
     */
    public Export export(DeveloperId id, Visitor visitor) {
        Account account = accounts.find(id).orElseThrow(AccountRefusals::notAuthenticated);
        throttles.attempt(THROTTLE, id.value(), 1, DAY).ifPresent(wait -> {
            throw AccountRefusals.exportedAlready(wait);
        });
        List<NamedEntry> happened =
                activity.download(JournalQuery.ofAccount(id, ActivityLog.PAGE_SIZE), Audience.DEVELOPER);
        journal.record(visitor.actor(id), AccountAction.EXPORTED, AccountAction.TARGET, id.value(), Map.of());
        return new Export(clock.instant(), account, sessions.live(id), apps.ownedBy(id), happened);
    }
}
