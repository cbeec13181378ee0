package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client and its requests must have beside credentials that are right. */
class ClientPoliciesTest {

    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    private final OAuthWorld scene = new OAuthWorld();

    @Test
    @DisplayName(
            "A client that sends too many requests waits, at every endpoint that authenticates it, and no other does")
    void requestsPerClient() {
        OAuthWorld limited = new OAuthWorld(server -> server.requestsPerClient(3, 1));
        OAuthScene.Client wild = limited.oauth.register(AppType.MACHINE, "tickets.read");
        OAuthScene.Client calm = limited.oauth.register(AppType.MACHINE, "tickets.read");
        for (OAuthScene.Client client : List.of(wild, calm)) {
            limited.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(limited.oauth.token(wild, GRANT).status()).isEqualTo(200);
        }

        Response refused = limited.oauth.token(wild, GRANT);
        assertError(refused, 429, "too_many_requests");
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(limited.oauth
                        .post("/oauth/revoke", wild, Map.of("token", "x"))
                        .status())
                .isEqualTo(429);
        assertThat(limited.oauth.token(calm, GRANT).status()).isEqualTo(200);
    }

    @Nested
    class SenderConstrained {

        @Test
        @Tag("DPO-08")
        @DisplayName("an app that gets bound tokens only is refused without a proof, at every grant")
        void oneApp() {
            OAuthScene.Client machine = bound(scene, AppType.MACHINE);
            scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
            OAuthScene.Client web = bound(scene, AppType.WEB);
            String code = scene.oauth.code(scene.oauth.consent(web, "co_pro", "usr_pro", "tickets.read"));

            assertError(scene.oauth.token(machine, GRANT), 400, "invalid_dpop_proof");
            assertError(scene.oauth.redeem(web, code), 400, "invalid_dpop_proof");
            assertError(scene.oauth.refresh(web, "dp_rt_x"), 400, "invalid_dpop_proof");
            OAuthScene.Client other = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(other, "co_pro", "usr_pro", "tickets.read");
            assertThat(scene.oauth.token(other, GRANT).status()).isEqualTo(200);
        }

        @Test
        @Tag("DPO-08")
        @DisplayName("the whole server can demand it")
        void everyApp() {
            OAuthWorld strict = new OAuthWorld(AuthorizationServerBuilder::requireDpop);
            OAuthScene.Client machine = strict.oauth.register(AppType.MACHINE, "tickets.read");
            strict.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");

            assertError(strict.oauth.token(machine, GRANT), 400, "invalid_dpop_proof");
        }

        @Test
        @Tag("DPO-08")
        @DisplayName("a bearer token from before is refused once the app gets bound tokens only")
        void oldTokens() {
            OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
            String token = OAuthScene.text(scene.oauth.token(machine, GRANT), "access_token");
            assertThat(scene.call(token).status()).isEqualTo(200);

            update(machine.app(), machine.app().access(), boundSecurity(AppType.MACHINE));

            Response refused = scene.call(token);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).contains("error=\"invalid_token\""));
        }

        private OAuthScene.Client bound(OAuthWorld on, AppType type) {
            return on.oauth.register(type, boundSecurity(type), "tickets.read");
        }

        private AppSecurity boundSecurity(AppType type) {
            return new AppSecurity(AppSecurity.of(type).methods(), null, null, null, true, false);
        }
    }

    @Nested
    class Addresses {

        @Test
        @Tag("CLI-23")
        @DisplayName("an app's own list is judged after the secret: 401, and an entry in the journal")
        void own() throws UnknownHostException {
            OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
            update(
                    machine.app(),
                    access(machine.app(), List.of("203.0.113.0/24"), null),
                    machine.app().security());

            assertThat(from("203.0.113.9", machine.basic()).status()).isEqualTo(200);
            Response wrong = from("198.51.100.1", machine.basic().substring(0, 20) + "AAAA");
            assertThat(wrong.text()).doesNotContain("address");
            Response refused = from("198.51.100.1", machine.basic());
            assertError(refused, 401, "invalid_client");
            assertThat(refused.text()).contains("address");
            assertThat(scene.core.journal().about("app", machine.app().id().value(), 10))
                    .anySatisfy(
                            entry -> assertThat(entry.toString()).contains("client.address_refused", "198.51.100.1"));
        }

        @Test
        @Tag("CLI-23")
        @DisplayName("no header can make up the address")
        void forwarded() throws UnknownHostException {
            OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
            update(
                    machine.app(),
                    access(machine.app(), List.of("203.0.113.0/24"), null),
                    machine.app().security());

            for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP")) {
                Headers headers =
                        Headers.NONE.plus("Authorization", machine.basic()).plus(header, "203.0.113.9");
                assertError(from("198.51.100.1", headers), 401, "invalid_client");
            }
        }
    }

    @Test
    @Tag("CLI-17")
    @DisplayName("an app that expired is refused everywhere, and its tokens stop")
    void expiry() {
        OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");
        scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
        update(
                machine.app(),
                access(machine.app(), List.of(), scene.clock.instant().plusSeconds(60)),
                machine.app().security());
        String token = OAuthScene.text(scene.oauth.token(machine, GRANT), "access_token");
        assertThat(scene.call(token).status()).isEqualTo(200);

        scene.clock.advance(Duration.ofSeconds(60));

        for (String path : List.of("/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/par")) {
            assertError(
                    scene.oauth.post(path, machine, Map.of("grant_type", "client_credentials", "token", token)),
                    401,
                    path);
        }
        assertThat(scene.call(token).status()).isEqualTo(401);
    }

    @Test
    @Tag("CCG-01")
    @DisplayName("a machine app that cannot prove who it is gets nothing")
    void publicMachine() {
        OAuthScene.Client machine = scene.oauth.register(
                AppType.MACHINE, AppSecurity.of(Set.of(ClientAuthenticationMethod.NONE)), "tickets.read");
        scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");

        assertError(scene.oauth.token(machine, GRANT), 400, "unauthorized_client");
    }

    private void update(App app, AppAccess access, AppSecurity security) {
        App changed = app.with().access(access).security(security).nextVersion().build();
        assertThat(scene.core.apps().update(changed, scene.clock.instant())).isEqualTo(AppStore.Update.UPDATED);
        CoreServices.of(scene.test.env())
                .changes()
                .drop(ChangeKind.APP, app.id().value());
    }

    private static AppAccess access(App app, List<String> addresses, @Nullable Instant end) {
        return app.access().with().ipAllowList(addresses).expiresAt(end).build();
    }

    private Response from(String address, String basic) throws UnknownHostException {
        return from(address, Headers.NONE.plus("Authorization", basic));
    }

    private Response from(String address, Headers headers) throws UnknownHostException {
        return scene.test.handle(Request.of(
                        "POST",
                        "/oauth/token",
                        headers.plus("Content-Type", "application/x-www-form-urlencoded"),
                        InetAddress.getByName(address))
                .withBody("grant_type=client_credentials".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertError(Response response, int status, String errorOrPath) {
        String error = errorOrPath.startsWith("/") ? "invalid_client" : errorOrPath;
        assertThat(OAuthScene.text(response, "error")).as(errorOrPath).isEqualTo(error);
        assertThat(response.status()).isEqualTo(status);
    }
}
