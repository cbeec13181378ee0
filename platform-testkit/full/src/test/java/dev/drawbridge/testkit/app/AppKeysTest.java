package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Apps that prove with keys who they are, made and changed in the portal. */
class AppKeysTest extends PortalPages {

    private final AtomicInteger ids = new AtomicInteger();
    private final ClientKey key = ClientKey.create("one");

    private Map<String, Object> signing(String name) {
        Map<String, Object> app = web(name);
        app.put("tokenEndpointAuthMethod", "private_key_jwt");
        app.put("jwks", Json.readObject(ClientKey.jwks(key)).toMap());
        return app;
    }

    @Test
    @DisplayName("an app is created with its keys, without a secret, and authenticates by a signature")
    void created() {
        Response created = developer.create(signing("Bank"));

        assertThat(body(created).has("clientSecret")).isFalse();
        assertThat(body(created).toMap())
                .containsEntry("tokenEndpointAuthMethod", "private_key_jwt")
                .containsEntry("jwks", Json.readObject(ClientKey.jwks(key)).toMap())
                .containsEntry("jwksUri", null);
        assertThat(authenticates(text(created, "clientId"), key)).isTrue();
        assertThat(authenticates(text(created, "clientId"), ClientKey.create("one")))
                .isFalse();
        assertThat(code(developer.post("/apps/" + text(created, "id") + "/secrets", Map.of("overlap", "P30D"))))
                .isEqualTo("no_secret_for_client_type");
    }

    @Test
    @DisplayName("an app with a secret shows the method that it has, and neither keys")
    void byDefault() {
        assertThat(body(developer.create(web("Plain"))).toMap())
                .containsEntry("tokenEndpointAuthMethod", "client_secret_basic")
                .containsEntry("jwks", null)
                .containsEntry("jwksUri", null);
    }

    @Test
    @DisplayName("with the switch to keys the secrets end, and with the switch back there is a new one, shown once")
    void switched() {
        Response created = developer.create(web("Bank"));
        String id = text(created, "id");
        String clientId = text(created, "clientId");

        Response keys = developer.patch(
                id,
                "*",
                Map.of(
                        "tokenEndpointAuthMethod",
                        "private_key_jwt",
                        "jwks",
                        Json.readObject(ClientKey.jwks(key)).toMap()));

        assertThat(keys.status()).as(keys.text()).isEqualTo(200);
        assertThat(portal.authenticates(clientId, text(created, "clientSecret")))
                .isFalse();
        assertThat(authenticates(clientId, key)).isTrue();
        portal.test.deliverMails();
        assertThat(portal.test.mails().last(AppPortal.EMAIL).orElseThrow().text())
                .contains("authenticates in another way");

        Response back = developer.patch(id, "*", "{\"tokenEndpointAuthMethod\":\"client_secret_basic\",\"jwks\":null}");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(portal.authenticates(clientId, text(back, "clientSecret"))).isTrue();
        assertThat(authenticates(clientId, key)).isFalse();
        assertThat(developer.get("/apps/" + id).text()).doesNotContain("clientSecret");
    }

    @Test
    @DisplayName("private, weak and missing keys, two places for keys and unknown methods are refused")
    void refused() {
        Map<String, Object> app = signing("Bank");
        app.put("jwks", null);
        assertThat(developer.post("/apps", app).text()).contains("keys_required");
        app.put("jwksUri", "https://keys.acme.test/jwks");
        app.put("jwks", Json.readObject(ClientKey.jwks(key)).toMap());
        assertThat(developer.post("/apps", app).text()).contains("keys_twice");
        app.put("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
        app.remove("jwksUri");
        assertThat(developer.post("/apps", app).text()).contains("jwks_invalid");
        app.remove("jwks");
        app.put("jwksUri", "https://127.0.0.1/jwks");
        assertThat(developer.post("/apps", app).text()).contains("\"jwksUri\"");
        app.put("tokenEndpointAuthMethod", "tls_client_auth");
        assertThat(developer.post("/apps", app).text()).contains("auth_method_unknown");
        assertThat(developer
                        .post("/apps", Map.of("name", "P", "type", "public", "tokenEndpointAuthMethod", "x"))
                        .text())
                .contains("auth_method_unknown");
    }

    @Test
    @DisplayName("a stolen session changes no keys")
    void reauthentication() {
        String id = text(developer.create(signing("Bank")), "id");
        portal.clock.advance(Duration.ofMinutes(16));

        Response refused = developer.patch(
                id,
                "*",
                Map.of(
                        "jwks",
                        Json.readObject(ClientKey.jwks(ClientKey.create("mine")))
                                .toMap()));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("reauth_required");
        assertThat(developer.patch(id, "*", Map.of("description", "Same keys.")).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("the page switches an app to keys and back without scripts")
    void page() {
        String id = text(developer.create(web("Bank")), "id");
        String keys = "/developers/apps/" + id + "/keys";

        BrowserPage refused = browser.get(keys)
                .form(keys)
                .fill("tokenEndpointAuthMethod", "private_key_jwt")
                .fill("jwks", "no json")
                .submit();
        assertThat(refused.response().status()).isEqualTo(422);
        assertThat(refused.response().text()).contains("This is not a JWK set", "no json");

        BrowserPage saved = refused.form(keys).fill("jwks", ClientKey.jwks(key)).submit();
        assertThat(saved.response().status()).isEqualTo(303);
        assertThat(text(developer.get("/apps/" + id), "tokenEndpointAuthMethod"))
                .isEqualTo("private_key_jwt");

        BrowserPage back = browser.get(keys)
                .form(keys)
                .fill("tokenEndpointAuthMethod", "client_secret_basic")
                .fill("jwks", "")
                .submit();
        assertThat(portal.authenticates(text(developer.get("/apps/" + id), "clientId"), secretOn(back)))
                .isTrue();
    }

    private boolean authenticates(String clientId, ClientKey signer) {
        String assertion = signer.assertion(
                clientId, TestPlatform.ISSUER.toString(), "id-" + ids.incrementAndGet(), portal.clock.instant());
        String form = ClientKey.authenticated(Map.of("token", "unknown"), assertion).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Response response = portal.test.handle(Request.of(
                        "POST",
                        "/oauth/revoke",
                        Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded"),
                        InetAddress.getLoopbackAddress())
                .withBody(form.getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isIn(200, 401);
        return response.status() == 200;
    }
}
