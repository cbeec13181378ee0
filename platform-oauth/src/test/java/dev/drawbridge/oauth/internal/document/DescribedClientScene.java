package dev.drawbridge.oauth.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.internal.world.ClientHost;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import org.junit.jupiter.api.AfterEach;

/** A client that a document describes, and a browser that it sends to the server. */
abstract class DescribedClientScene {

    final ClientHost client = new ClientHost();
    final DocumentScene scene = new DocumentScene();
    final HostBrowser browser = scene.browser("usr_pro");

    @AfterEach
    void stop() {
        client.close();
    }

    Response authorize() {
        return scene.authorize(browser, client.id());
    }

    void isRefused(Response page) {
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Location")).isEmpty();
        assertThat(page.text()).contains("invalid_client_document").doesNotContain("<form");
        assertThat(scene.app(client.id())).isEmpty();
    }
}
