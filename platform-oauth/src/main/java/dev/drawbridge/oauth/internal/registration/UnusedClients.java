package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.spi.RegistrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends clients that registered themselves and that nobody connected in time. Thread-safe. */
public final class UnusedClients {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 100;
    private static final int MAX_BATCHES = 100;

    private final RegistrationStore store;
    private final OAuthAppRegistry registry;
    private final Apps apps;
    private final Grants grants;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the background work.
     *
     * @param store where registrations are kept
     * @param registry revokes apps
     * @param apps says what an app is now
     * @param grants says who connected an app
     * @param transactions hold together app and registration
     * @param clock says when
     */
    public UnusedClients(
            RegistrationStore store,
            OAuthAppRegistry registry,
            Apps apps,
            Grants grants,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.registry = registry;
        this.apps = apps;
        this.grants = grants;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Returns the background work. It is done in every mode, because registrations of another mode may still be there.
     *
     * @return the job that ends unused clients
     */
    public Job job() {
        return new Job("unused-clients", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            Instant now = clock.instant();
            List<AppId> due = store.due(now, BATCH);
            due.forEach(app -> judge(app, now));
            if (due.size() < BATCH) {
                break;
            }
        }
    }

    private void judge(AppId app, Instant now) {
        transactions.inTransaction(() -> {
            // A consent holds the app too: it is either seen here, or it sees what happens here.
            Optional<App> held = apps.hold(app);
            if (!grants.activeOf(app).isEmpty()) {
                store.keep(app);
            } else if (store.expire(app, now)) {
                held.filter(found -> found.status() != AppStatus.REVOKED)
                        .ifPresent(found -> registry.revoke(found, Actor.SYSTEM));
            }
        });
    }
}
