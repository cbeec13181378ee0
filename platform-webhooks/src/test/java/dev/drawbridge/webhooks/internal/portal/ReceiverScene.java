package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.spi.EndpointId;
import org.junit.jupiter.api.AfterEach;

/** An endpoint at a receiver that listens, and what is sent to it. */
abstract class ReceiverScene {

    final WebhookReceiver receiver = WebhookReceiver.start();
    final WebhookScene scene = new WebhookScene();
    final NewEndpoint endpoint = scene.endpoint(receiver.url());
    final EndpointId id = endpoint.endpoint().id();

    @AfterEach
    void stop() {
        scene.test.platform().close();
        receiver.close();
    }
}
