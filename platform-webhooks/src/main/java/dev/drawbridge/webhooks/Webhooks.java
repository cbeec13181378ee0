package dev.drawbridge.webhooks;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.WebhookStores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The feature: apps hear of what happens in the companies that connected them. Immutable and thread-safe. */
public final class Webhooks implements Feature {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int PURGE_BATCH = 500;

    private final Environment env;
    private final WebhookStores stores;
    private final EventOutbox outbox;
    private final FanOut fanOut;
    private final DeliveryLoop loop;
    private final WebhookDispatcher dispatcher;
    private final @Nullable String contact;

    private Webhooks(Environment env, WebhookStores stores, @Nullable String contact) {
        this.env = env;
        this.contact = contact;
        this.stores = stores;
        EndpointSecrets secrets = new EndpointSecrets(env.vault());
        Verdicts verdicts = new Verdicts(new RetrySchedule(env.random()));
        Sender sender = new Sender(env.egress(), env.clock(), verdicts);
        this.loop = new DeliveryLoop(env, stores, secrets, sender, verdicts);
        this.fanOut = new FanOut(stores.outbox(), env.leases(), env.clock(), env.ids());
        this.outbox = new EventOutbox(env, stores.outbox(), () -> loop.wake(fanOut));
        EndpointRules rules = new EndpointRules(env.egress().rules(), env.events());
        this.dispatcher = new WebhookDispatcher(
                new Endpoints(env, stores, rules, secrets, outbox),
                new DeliveryLog(env, stores.deliveries()),
                fanOut,
                loop);
    }

    /**
     * Makes the feature; developers manage their endpoints themselves.
     *
     * @param env the shared services
     * @param stores the stores of webhooks
     * @return the feature
     */
    public static Webhooks on(Environment env, WebhookStores stores) {
        return new Webhooks(env, stores, null);
    }

    /**
     * Makes the feature; developers see their endpoints, and ask for changes.
     *
     * @param env the shared services
     * @param stores the stores of webhooks
     * @param contact whom they ask, for example an e-mail address
     * @return the feature
     */
    public static Webhooks withoutSelfService(Environment env, WebhookStores stores, String contact) {
        return new Webhooks(env, stores, contact);
    }

    /**
     * Returns the programmatic face.
     *
     * @return the dispatcher
     */
    public WebhookDispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Contribution contribution() {
        return Contribution.builder()
                .addReaction(outbox)
                .addJobs(
                        new Job("webhooks", POLL, false, this::poll),
                        new Job("webhooks-purge", PURGE_INTERVAL, true, this::purge))
                .addShutdown(() -> loop.close(GRACE))
                .addAppPanel(new WebhookPanel(env, dispatcher, Optional.ofNullable(contact)))
                .build();
    }

    private void poll() {
        loop.start();
        fanOut.runOnce();
        loop.pump();
    }

    private void purge() {
        drain(this::deleteOrphans);
        drain(limit -> stores.outbox().purge(env.clock().coordination(), limit));
        drain(limit -> stores.secrets().purge(env.clock().coordination(), limit));
    }

    private int deleteOrphans(int limit) {
        List<EndpointId> orphans = stores.endpoints().orphans(limit);
        orphans.forEach(stores.endpoints()::delete);
        return orphans.size();
    }

    /** A page of rows at a time, so that no statement holds locks for long. */
    private static void drain(IntUnaryOperator purge) {
        int deleted = PURGE_BATCH;
        while (deleted == PURGE_BATCH) {
            deleted = purge.applyAsInt(PURGE_BATCH);
        }
    }
}
