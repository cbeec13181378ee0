package dev.drawbridge.testkit.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Visitors behind one proxy that the host trusts: what one of them does concerns none of the others. */
class ProxiedVisitorsTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String OWNER = "owner@example.com";
    private static final String ATTACKER = "203.0.113.7";
    private static final String OTHER = "203.0.113.8";
    private static final Pattern VERIFY = Pattern.compile("/developers/verify\\?token=(\\S+)");

    private final MemoryCoreStores core = new MemoryCoreStores();
    private final OAuthStores oauth = MemoryOAuthStores.on(core.transactions());
    private final TestPlatform test = TestPlatform.builder()
            .stores(core)
            .set(env -> env.trustedProxies(List.of("127.0.0.0/8")))
            .add(env -> DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                    .insecurePasswordCostForTests(4)
                    .build())
            .add(env -> AuthorizationServer.builder(env, oauth).build())
            .build();
    private final OAuthScene scene = OAuthStoreRows.scene(test, oauth);

    @Test
    @Tag("A-059")
    @DisplayName("thirty visitors sign up, and the eleventh sign-up of one of them is refused")
    void signUps() {
        for (int i = 1; i <= 30; i++) {
            assertThat(signUp("198.51.100." + i, "visitor@v" + i + ".example").status())
                    .isEqualTo(202);
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(signUp(ATTACKER, "one@o" + i + ".example").status()).isEqualTo(202);
        }
        assertThat(signUp(ATTACKER, "one@o11.example").status()).isEqualTo(429);
        // Whatever is to the left of the proxy's own entry, its sender wrote.
        assertThat(signUp("198.51.100.99, " + ATTACKER, "one@o12.example").status())
                .isEqualTo(429);
        assertThat(signUp(OTHER, "other@example.org").status()).isEqualTo(202);
    }

    @Test
    @Tag("A-059")
    @DisplayName("one visitor's wrong passwords stop no login of another, for the same account neither")
    void logins() {
        signUp(OTHER, OWNER);
        test.deliverMails();
        Matcher link = VERIFY.matcher(test.mails().to(OWNER).get(0).text());
        assertThat(link.find()).isTrue();
        assertThat(json(OTHER, "/email/verify", Map.of("token", link.group(1))).status())
                .isEqualTo(200);

        int refused = 0;
        for (int i = 0; i < 80; i++) {
            String email = i % 2 == 0 ? OWNER : "nobody" + i + "@example.com";
            refused += logIn(ATTACKER, email, "wrong password number " + i).status() == 429 ? 1 : 0;
        }

        assertThat(refused).isPositive();
        assertThat(logIn(ATTACKER, "nobody@example.com", PASSWORD).status()).isEqualTo(429);
        assertThat(logIn(OTHER, OWNER, PASSWORD).status()).isEqualTo(201);
    }

    @Test
    @Tag("CLI-14")
    @Tag("CLI-23")
    @DisplayName("one visitor's ten wrong secrets lock no app out elsewhere, and no header frees the visitor")
    void secrets() {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        String id = client.app().clientId().value();
        for (int i = 0; i < 10; i++) {
            assertThat(revoke(ATTACKER, id, "wrong").status()).isEqualTo(401);
        }
        String secret = client.secret() == null ? "" : client.secret().reveal();
        assertThat(revoke(ATTACKER, id, secret).status()).isEqualTo(429);
        assertThat(revoke("198.51.100.1, " + ATTACKER, id, secret).status()).isEqualTo(429);
        assertThat(revoke(OTHER, id, secret).status()).isEqualTo(200);
    }

    private Response signUp(String source, String email) {
        return json(source, "/signup", Map.of("email", email, "password", PASSWORD, "name", "Dana"));
    }

    private Response logIn(String source, String email, String password) {
        return json(source, "/sessions", Map.of("email", email, "password", password));
    }

    private Response json(String source, String path, Map<String, String> body) {
        return post(source, "/developers/api/v1" + path, "application/json", Json.write(body));
    }

    private Response revoke(String source, String id, String secret) {
        String form = "token=x&client_id=" + id + "&client_secret=" + secret;
        return post(source, "/oauth/revoke", "application/x-www-form-urlencoded", form);
    }

    private Response post(String source, String target, String type, String body) {
        Headers headers = Headers.NONE.with("X-Forwarded-For", source).with("Content-Type", type);
        Request request = Request.of("POST", target, headers, InetAddress.getLoopbackAddress());
        return test.handle(request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    }
}
