package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.time.Duration;

/**
 * Limits what developers have sent by hand, for each app and each developer over all nodes. Without limits the platform could
 * be used to scan ports or to flood somebody. Thread-safe.
 */
public final class ManualSendLimits {

    static final int TESTS_OF_AN_ENDPOINT = 10;
    static final int TESTS_OF_AN_APP = 30;
    static final int TESTS_OF_A_DEVELOPER = 60;
    static final int REDELIVERIES_OF_AN_APP = 60;
    static final int REDELIVERIES_OF_A_DEVELOPER = 120;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Throttles throttles;

    public ManualSendLimits(Throttles throttles) {
        this.throttles = throttles;
    }

    void countTest(App app, EndpointId endpoint) {
        // The narrowest first: who tests one endpoint too often keeps the limits of the others.
        require("webhook-test", endpoint.value(), TESTS_OF_AN_ENDPOINT, Reason.TOO_MANY_TESTS);
        require("webhook-test-app", app.id().value(), TESTS_OF_AN_APP, Reason.TOO_MANY_TESTS);
        DeveloperId owner = app.owner();
        if (owner != null) {
            require("webhook-test-developer", owner.value(), TESTS_OF_A_DEVELOPER, Reason.TOO_MANY_TESTS);
        }
    }

    void countRedelivery(App app) {
        Reason reason = Reason.TOO_MANY_REDELIVERIES;
        require("webhook-redelivery-app", app.id().value(), REDELIVERIES_OF_AN_APP, reason);
        DeveloperId owner = app.owner();
        if (owner != null) {
            require("webhook-redelivery-developer", owner.value(), REDELIVERIES_OF_A_DEVELOPER, reason);
        }
    }

    private void require(String kind, String key, int limit, Reason reason) {
        if (throttles.attempt(kind, key, limit, MINUTE).isPresent()) {
            throw new WebhookRefusedException(reason);
        }
    }
}
