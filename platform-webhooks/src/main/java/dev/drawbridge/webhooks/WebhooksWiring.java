package dev.drawbridge.webhooks;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.webhooks.internal.delivery.DeliveryLoop;
import dev.drawbridge.webhooks.internal.delivery.EndpointJournal;
import dev.drawbridge.webhooks.internal.delivery.EndpointSecrets;
import dev.drawbridge.webhooks.internal.delivery.EventOutbox;
import dev.drawbridge.webhooks.internal.delivery.ResultWriter;
import dev.drawbridge.webhooks.internal.delivery.RetrySchedule;
import dev.drawbridge.webhooks.internal.delivery.Sender;
import dev.drawbridge.webhooks.internal.delivery.Verdicts;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointRules;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.ManualSendLimits;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.internal.portal.CreateEndpoint;
import dev.drawbridge.webhooks.internal.portal.DeleteEndpointPage;
import dev.drawbridge.webhooks.internal.portal.DeliveryJson;
import dev.drawbridge.webhooks.internal.portal.DeliveryPage;
import dev.drawbridge.webhooks.internal.portal.EditEndpoint;
import dev.drawbridge.webhooks.internal.portal.EnableEndpoint;
import dev.drawbridge.webhooks.internal.portal.EnableEndpointPage;
import dev.drawbridge.webhooks.internal.portal.EndpointFormPage;
import dev.drawbridge.webhooks.internal.portal.EndpointJson;
import dev.drawbridge.webhooks.internal.portal.EndpointNotices;
import dev.drawbridge.webhooks.internal.portal.EndpointPage;
import dev.drawbridge.webhooks.internal.portal.EndpointsPage;
import dev.drawbridge.webhooks.internal.portal.JsonRoutes;
import dev.drawbridge.webhooks.internal.portal.ListDeliveries;
import dev.drawbridge.webhooks.internal.portal.PageRoutes;
import dev.drawbridge.webhooks.internal.portal.RotateEndpointSecret;
import dev.drawbridge.webhooks.internal.portal.RotateSecretPage;
import dev.drawbridge.webhooks.internal.portal.SecretPage;
import dev.drawbridge.webhooks.internal.portal.WebhookPanel;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.time.Duration;
import java.util.Optional;

/**
 * Builds what the module consists of. Read it from top to bottom: how events are sent, what developers do with endpoints,
 * what the portal shows, what runs in the background.
 */
final class WebhooksWiring {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Each row takes others along. */
    private static final int PURGE_BATCH = 500;

    /** How long requests in flight may take to end when the platform closes. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EventOutbox outbox;
    private final DeliveryLoop loop;
    private final Endpoints endpoints;
    private final EndpointSwitch switches;
    private final TestEvents tests;
    private final DeliveryLog deliveries;
    private final WebhookStores stores;
    private final PlatformClock clock;
    private final WebhookPanel panel;

    WebhooksWiring(CoreServices env, WebhookStores stores, Optional<String> contact) {
        EndpointSecrets secrets = new EndpointSecrets(stores.secrets(), env.vault(), env.random(), env.ids());
        EndpointJournal journal = new EndpointJournal(env.journal());

        Verdicts verdicts = new Verdicts(new RetrySchedule(env.random()));
        Sender sender = new Sender(env.egress(), env.clock(), verdicts);
        ResultWriter writer = new ResultWriter(stores.lanes(), env.transactions(), journal);
        loop = new DeliveryLoop(stores, secrets, sender, verdicts, writer, env.leases(), env.clock(), env.ids());
        outbox = new EventOutbox(env.events(), stores.outbox(), env.transactions(), loop::wake);

        EndpointRules rules = new EndpointRules(env.egress().rules(), env.events(), env.apps());
        ManualSendLimits limits = new ManualSendLimits(env.throttles());
        endpoints =
                new Endpoints(stores.endpoints(), secrets, rules, journal, env.transactions(), env.clock(), env.ids());
        switches = new EndpointSwitch(
                endpoints,
                stores.endpoints(),
                stores.deliveries(),
                rules,
                journal,
                env.transactions(),
                env.clock(),
                loop::wake);
        tests = new TestEvents(endpoints, rules, limits, outbox, journal, env.transactions(), env.clock(), env.ids());
        deliveries = new DeliveryLog(
                endpoints, stores.deliveries(), limits, journal, env.transactions(), env.clock(), loop::wake);

        panel = panel(env, contact);
        this.stores = stores;
        clock = env.clock();
    }

    Webhooks feature() {
        return new Webhooks(
                new WebhookDispatcher(endpoints, switches, tests, deliveries, loop),
                Contribution.builder()
                        .addReaction(outbox)
                        .addJobs(
                                new Job("webhooks", POLL, false, loop::poll),
                                purge("webhook-endpoint-purge", (before, limit) -> endpoints.deleteOrphans(limit)),
                                purge("webhook-event-purge", stores.outbox()::purge),
                                purge("webhook-secret-purge", stores.secrets()::purge))
                        .addShutdown(() -> loop.close(GRACE))
                        .addAppPanel(panel)
                        .build());
    }

    private Job purge(String name, PurgeJob.Verb verb) {
        return PurgeJob.of(name, clock, Duration.ZERO, PURGE_BATCH, verb).onOneNode();
    }

    private WebhookPanel panel(CoreServices env, Optional<String> contact) {
        boolean selfService = contact.isEmpty();
        EndpointNotices notices = new EndpointNotices(env.mails(), env.issuer());
        CreateEndpoint create = new CreateEndpoint(endpoints, notices, env.transactions());
        EditEndpoint edit = new EditEndpoint(endpoints, switches, notices, env.transactions());
        EnableEndpoint enable = new EnableEndpoint(switches);
        RotateEndpointSecret rotate = new RotateEndpointSecret(endpoints, notices, env.transactions());
        ListDeliveries list = new ListDeliveries(deliveries);
        SecretPage secretPage = new SecretPage(env.oneTimeForms(), env.transactions());
        PageRoutes pages = new PageRoutes(
                new EndpointsPage(endpoints, deliveries, contact),
                new EndpointFormPage(endpoints, create, edit, secretPage),
                new EndpointPage(endpoints, switches, tests, list, deliveries, selfService),
                new EnableEndpointPage(endpoints, enable, deliveries),
                new RotateSecretPage(endpoints, rotate, secretPage),
                new DeleteEndpointPage(endpoints, deliveries),
                new DeliveryPage(endpoints, deliveries, selfService),
                edit);
        JsonRoutes calls = new JsonRoutes(
                new EndpointJson(endpoints, create, edit, enable, rotate, tests, deliveries),
                new DeliveryJson(endpoints, deliveries, list),
                edit);
        return new WebhookPanel(endpoints, pages, calls, selfService);
    }
}
