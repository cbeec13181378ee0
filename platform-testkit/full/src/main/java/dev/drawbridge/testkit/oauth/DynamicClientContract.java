package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What registrations keep true on every set of stores, also when many requests come at the same time. */
public abstract class DynamicClientContract {

    private static final String REGISTER = "/oauth/register";

    private final SettableClock clock = new SettableClock();
    private TestPlatform test;
    private AuthorizationServer server;

    /** For subclasses. */
    protected DynamicClientContract() {}

    /**
     * Returns empty stores of core.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    /**
     * Returns empty stores of the authorization server that join the transactions of {@link #core()}.
     *
     * @return the stores
     */
    protected abstract OAuthStores oauth();

    private void start(DynamicRegistration settings) {
        AuthorizationServer[] made = new AuthorizationServer[1];
        test = TestPlatform.builder()
                .clock(clock)
                .stores(core())
                .add(env -> made[0] = AuthorizationServer.builder(env, oauth())
                        .dynamicRegistration(settings)
                        .build())
                .build();
        server = made[0];
    }

    @BeforeEach
    void startOpen() {
        start(DynamicRegistration.open().withLimits(1_000, 1_000));
    }

    @Test
    @Tag("DCR-09")
    @DisplayName("of fifty simultaneous updates with one token one goes through, and its token is the one that works")
    void parallelUpdates() {
        Response held = register(null);

        List<Response> responses = Race.run(thread -> {
            Map<String, Object> metadata = metadata();
            metadata.put("client_id", OAuthScene.text(held, "client_id"));
            metadata.put("client_name", "Client " + thread);
            return manage("PUT", held, token(held), Json.write(metadata));
        });

        assertThat(responses).extracting(Response::status).containsOnlyOnce(200).containsOnly(200, 401);
        Response winner = responses.stream()
                .filter(response -> response.status() == 200)
                .findFirst()
                .orElseThrow();
        Response read = manage("GET", held, token(winner), null);
        assertThat(OAuthScene.text(read, "client_name")).isEqualTo(OAuthScene.text(winner, "client_name"));
        assertThat(manage("GET", held, token(held), null).status()).isEqualTo(401);
        assertThat(app(held).version()).isEqualTo(2);
    }

    @Test
    @Tag("DCR-09")
    @DisplayName("of fifty simultaneous deletions one goes through")
    void parallelDeletions() {
        Response held = register(null);
        List<Integer> statuses =
                Race.run(thread -> manage("DELETE", held, token(held), null).status());
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 401);
        assertThat(app(held).status()).isEqualTo(AppStatus.REVOKED);
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("of fifty simultaneous registrations with a token of three uses three go through, and make three apps")
    void parallelUses() {
        start(DynamicRegistration.withInitialTokens());
        String token = server.initialAccessTokens()
                .issue("partners", 3, Duration.ofHours(1), Actor.SYSTEM)
                .secret()
                .reveal();

        List<Response> responses = Race.run(thread -> register(token));

        List<Response> made =
                responses.stream().filter(response -> response.status() == 201).toList();
        assertThat(made).hasSize(3);
        assertThat(responses).extracting(Response::status).containsOnly(201, 401);
        assertThat(made).extracting(response -> app(response).id()).doesNotHaveDuplicates();
        assertThat(server.initialAccessTokens().list()).isEmpty();
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("of fifty simultaneous registrations from one address as many go through as the limit says")
    void parallelRegistrations() {
        start(DynamicRegistration.open().withLimits(7, 1_000));
        List<Integer> statuses = Race.run(thread -> register(null).status());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(7);
        assertThat(statuses).containsOnly(201, 429);
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("what nobody connected in a day ends once, whoever looks")
    void unusedClientsEnd() {
        Response held = register(null);
        clock.advance(Duration.ofHours(24));
        Race.of(8, thread -> {
            test.platform().jobs().stream()
                    .filter(job -> job.name().equals("unused-clients"))
                    .forEach(job -> job.runOnce());
            return true;
        });
        assertThat(app(held).status()).isEqualTo(AppStatus.REVOKED);
        assertThat(app(held).version()).isEqualTo(2);
        assertThat(manage("GET", held, token(held), null).status()).isEqualTo(401);
    }

    @Test
    @Tag("DCR-02")
    @DisplayName("everything that was registered is read again as it was told, beyond ASCII too")
    void comesBack() {
        Map<String, Object> metadata = metadata();
        metadata.put("client_name", "Caf\u00e9 \uD83D\uDE80");
        metadata.put("software_id", "s\u00f6ft");
        metadata.put("client_uri", "https://client.test/");
        Response held = send("POST", REGISTER, null, Json.write(metadata));
        assertThat(held.status()).isEqualTo(201);
        Response read = manage("GET", held, token(held), null);
        assertThat(Json.readObject(read.body()).toMap())
                .isEqualTo(Json.readObject(held.body()).toMap());
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_name", "Client");
        metadata.put("redirect_uris", List.of("https://client.test/cb"));
        metadata.put("token_endpoint_auth_method", "none");
        return metadata;
    }

    private Response register(@Nullable String token) {
        return send("POST", REGISTER, token, Json.write(metadata()));
    }

    private Response manage(String method, Response held, String token, @Nullable String body) {
        return send(method, REGISTER + "/" + OAuthScene.text(held, "client_id"), token, body);
    }

    private Response send(String method, String path, @Nullable String token, @Nullable String body) {
        Headers headers = Headers.NONE.with("Content-Type", "application/json");
        Request request = Request.of(
                method,
                path,
                token == null ? headers : headers.with("Authorization", "Bearer " + token),
                InetAddress.getLoopbackAddress());
        return test.handle(body == null ? request : request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String token(Response held) {
        return OAuthScene.text(held, "registration_access_token");
    }

    private App app(Response held) {
        return core().apps()
                .findByClientId(new ClientId(OAuthScene.text(held, "client_id")))
                .orElseThrow();
    }
}
