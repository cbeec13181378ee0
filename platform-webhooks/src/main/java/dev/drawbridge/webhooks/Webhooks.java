package dev.drawbridge.webhooks;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.util.Optional;

/** The feature: apps are told of events in the companies that connected them. Immutable and thread-safe. */
public final class Webhooks implements Feature {

    private final WebhookDispatcher dispatcher;
    private final Contribution contribution;

    Webhooks(WebhookDispatcher dispatcher, Contribution contribution) {
        this.dispatcher = dispatcher;
        this.contribution = contribution;
    }

    /**
     * Makes the feature; developers manage their endpoints themselves.
     *
     * @param env the shared services
     * @param stores the stores of webhooks
     * @return the feature
     */
    public static Webhooks on(Environment env, WebhookStores stores) {
        return new WebhooksWiring(CoreServices.of(env), stores, Optional.empty()).feature();
    }

    /**
     * Makes the feature; developers see their endpoints, and ask for changes.
     *
     * @param env the shared services
     * @param stores the stores of webhooks
     * @param contact where they ask, for example an e-mail address
     * @return the feature
     */
    public static Webhooks withoutSelfService(Environment env, WebhookStores stores, String contact) {
        return new WebhooksWiring(CoreServices.of(env), stores, Optional.of(contact)).feature();
    }

    /**
     * Returns the programmatic interface.
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
        return contribution;
    }
}
