package dev.drawbridge.webhooks.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes of endpoints that were judged when their app was still in use. */
class RevokedMeanwhileTest {

    private static final URI HOOK = URI.create("https://hooks.acme.test/in");
    private static final URI OTHER = URI.create("https://other.acme.test/in");

    private final WebhookScene scene = new WebhookScene();

    @AfterEach
    void stop() {
        scene.test.platform().close();
    }

    @Test
    @DisplayName("an app that was revoked since it was read gets no endpoint, no other address and no secret")
    void nothingIsWrittenForARevokedApp() {
        NewEndpoint endpoint = scene.endpoint(HOOK);
        scene.core.apps().moveStatus(scene.app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, SettableClock.START);
        EndpointDraft draft = new EndpointDraft(OTHER.toString(), "", List.of("ticket.created"));

        refused(() -> scene.endpoint(OTHER));
        refused(() -> scene.dispatcher.edit(
                scene.app, endpoint.endpoint().id(), OptionalLong.empty(), draft, WebhookScene.ACTOR));
        refused(() ->
                scene.dispatcher.rotateSecret(scene.app, endpoint.endpoint().id(), Duration.ZERO, WebhookScene.ACTOR));
        refused(() -> scene.dispatcher.sendTest(scene.app, endpoint.endpoint().id(), WebhookScene.ACTOR));

        assertThat(scene.dispatcher.list(scene.app)).containsExactly(endpoint.endpoint());
    }

    private static void refused(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        WebhookRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.APP_REVOKED));
    }
}
