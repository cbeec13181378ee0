package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenSecrecyTest {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private TestPlatform test;
    private OAuthScene scene;

    @BeforeEach
    void start() {
        // Not earlier: the database is emptied before each test, and the first key with it.
        test = TestPlatform.builder()
                .stores(DATABASE.stores().core())
                .add(env -> AuthorizationServer.on(env, DATABASE.stores().oauth()))
                .build();
        scene = OAuthStoreRows.scene(test, DATABASE.stores().oauth());
    }

    @Test
    @Tag("OPS-01")
    @Tag("ACG-08")
    @Tag("GEN-15")
    @DisplayName("no secret, code, token or verifier is in the database or the log in clear")
    void nothingSecretIsKeptInClear() {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        String seen;
        try {
            seen = liveALife();
        } finally {
            System.setErr(console);
        }

        String everything = seen + log.toString(StandardCharsets.UTF_8);
        assertThat(seen)
                .contains(
                        "INSERT INTO \"PUBLIC\".\"DP_FAMILY\"",
                        "INSERT INTO \"PUBLIC\".\"DP_CODE\"",
                        "INSERT INTO \"PUBLIC\".\"DP_SIGNING_KEY\"");
        assertThat(secrets).hasSizeGreaterThan(8);
        secrets.forEach((name, secret) -> {
            assertThat(everything.contains(secret)).as(name).isFalse();
            String end = secret.substring(secret.length() - 20);
            assertThat(everything.contains(end)).as("the end of " + name).isFalse();
        });
    }

    private String liveALife() {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        secrets.put("the client's secret", client.secret().reveal());
        Grant grant = scene.consent(client, "co_pro", "usr_pro", "tickets.read");
        String unused = keep("a code that is not used", scene.code(grant));
        String code = keep("a code", scene.code(grant));
        secrets.put("the verifier", OAuthScene.VERIFIER);
        StringBuilder seen = new StringBuilder(dump());
        Response tokens = scene.redeem(client, code);
        String refresh = keep("a refresh token", OAuthScene.text(tokens, "refresh_token"));
        String access = keep("an access token", OAuthScene.text(tokens, "access_token"));
        Response next = scene.refresh(client, refresh);
        keep("the next refresh token", OAuthScene.text(next, "refresh_token"));
        seen.append(dump());

        scene.post("/oauth/introspect", client, Map.of("token", access));
        scene.post("/oauth/revoke", client, Map.of("token", access));
        String wrong = keep("a wrong secret", "dp_cs_" + "w".repeat(49));
        scene.post(
                "/oauth/token",
                Headers.NONE,
                OAuthScene.encode(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        unused,
                        "client_id",
                        client.app().clientId().value(),
                        "client_secret",
                        wrong)));
        scene.redeem(client, code);
        test.clock().advance(Duration.ofMinutes(1));
        scene.refresh(client, refresh);
        keep("somebody's guess", "dp_rt_" + "g".repeat(60));
        scene.refresh(client, secrets.get("somebody's guess"));
        test.runJobs();
        return seen.append(dump()).toString();
    }

    private String keep(String name, String secret) {
        secrets.put(name, secret);
        return secret;
    }

    private static String dump() {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            return String.join(
                    "\n", handle.createQuery("script").mapTo(String.class).list());
        }
    }
}
