package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.app.OAuthAppRegistry;
import dev.drawbridge.oauth.store.InitialTokenStore;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.RegistrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends clients that registered themselves and that nobody connected in time. Thread-safe. */
final class UnusedClients {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 100;
    private static final int MAX_BATCHES = 100;

    private final CoreServices env;
    private final RegistrationStore store;
    private final InitialTokenStore initialTokens;
    private final OAuthAppRegistry apps;

    UnusedClients(CoreServices env, OAuthStores stores, OAuthAppRegistry apps) {
        this.env = env;
        this.store = stores.registrations();
        this.initialTokens = stores.initialTokens();
        this.apps = apps;
    }

    Job job() {
        return new Job("unused-clients", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            Instant now = env.clock().instant();
            List<AppId> due = store.due(now, BATCH);
            due.forEach(app -> judge(app, now));
            if (due.size() < BATCH) {
                break;
            }
        }
        initialTokens.purge(env.clock().coordination(), BATCH * MAX_BATCHES);
    }

    private void judge(AppId app, Instant now) {
        env.transactions().inTransaction(() -> {
            // A consent holds the app too: it is either seen here, or it sees what happens here.
            Optional<App> held = env.apps().hold(app);
            if (!env.grants().activeOf(app).isEmpty()) {
                store.keep(app);
            } else if (store.expire(app, now)) {
                held.filter(found -> found.status() != AppStatus.REVOKED)
                        .ifPresent(found -> apps.revoke(found, Actor.SYSTEM));
            }
        });
    }
}
