package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app that pushes authorization requests, and a browser that takes them up. */
abstract class PushedRequestScene {

    static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    static final String PAR = "/oauth/par";

    final OAuthWorld platform = new OAuthWorld();
    final OAuthScene scene = platform.oauth;
    final OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read", "tickets.write");
    final HostBrowser browser = platform.browser("usr_pro");

    Map<String, String> form() {
        return form("scope", "tickets.read tickets.write");
    }

    /** A plain request of {@link #client} with one parameter changed, or left out. */
    Map<String, String> form(String name, @Nullable String value) {
        Map<String, String> form = request();
        form.put("client_id", client.app().clientId().value());
        form.put("redirect_uri", OAuthScene.REDIRECT_URI);
        if (value == null) {
            form.remove(name);
        } else {
            form.put(name, value);
        }
        return form;
    }

    Headers proof() {
        return Headers.NONE.plus("Authorization", client.basic());
    }

    Response push(Map<String, String> form) {
        return scene.post(PAR, proof(), OAuthScene.encode(form));
    }

    static String uri(Response pushed) {
        return OAuthScene.text(pushed, "request_uri");
    }

    String begin(String uri) {
        return begin(client.app().clientId().value(), uri);
    }

    static String begin(String clientId, String uri) {
        return "/oauth/authorize?client_id=" + clientId + "&request_uri=" + OAuthWorld.encode(uri);
    }
}
