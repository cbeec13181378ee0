package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the token endpoint promises on every store, with several nodes on one of them. */
public abstract class TokenContract {

    private static final int CODE_RACE = 50;
    private static final int REFRESH_RACE = 20;
    private static final int NODES = 4;

    private final SettableClock clock = new SettableClock();

    /** For subclasses. */
    protected TokenContract() {}

    /**
     * Returns empty stores of core.
     *
     * @param settable the clock of the test, for stores that keep time themselves
     * @return the same instance for all nodes of a test
     */
    protected abstract CoreStores core(SettableClock settable);

    /**
     * Returns the stores of the authorization server on the same database.
     *
     * @return the same instance for all nodes of a test
     */
    protected abstract OAuthStores oauth();

    @Test
    @Tag("ACG-01")
    @Tag("ACG-02")
    @Tag("ACG-09")
    @DisplayName("of fifty simultaneous redemptions one gets tokens, and as a replay was seen they are refused")
    void aCodeIsRedeemedOnce() {
        OAuthScene scene = OAuthStoreRows.scene(node(), oauth());
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        String code = scene.code(scene.consent(client, "co_pro", "usr_pro", "tickets.read"));

        List<Response> responses = Race.of(CODE_RACE, thread -> scene.redeem(client, code));

        assertThat(responses).extracting(Response::status).containsOnly(200, 400);
        List<Response> winners =
                responses.stream().filter(response -> response.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(responses)
                .filteredOn(response -> response.status() == 400)
                .allSatisfy(response ->
                        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_grant"));
        Response refreshed = scene.refresh(client, OAuthScene.text(winners.get(0), "refresh_token"));
        assertThat(OAuthScene.text(refreshed, "error")).isEqualTo("invalid_grant");
    }

    @Test
    @Tag("RFT-07")
    @DisplayName("of twenty simultaneous refreshes on two nodes all get one successor, and it works")
    void oneSuccessor() {
        TestPlatform one = node();
        OAuthScene scene = OAuthStoreRows.scene(one, oauth());
        OAuthScene other = OAuthStoreRows.scene(node(), oauth());
        OAuthScene.Client client = scene.register(AppType.PUBLIC, "tickets.read");
        String token = firstRefreshToken(scene, client);

        List<Response> responses =
                Race.of(REFRESH_RACE, thread -> (thread % 2 == 0 ? scene : other).refresh(client, token));

        assertThat(responses).extracting(Response::status).containsOnly(200);
        Set<String> successors = responses.stream()
                .map(response -> OAuthScene.text(response, "refresh_token"))
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1).doesNotContain(token);
        assertThat(scene.refresh(client, successors.iterator().next()).status()).isEqualTo(200);
    }

    @Test
    @Tag("RFT-05")
    @Tag("RFT-08")
    @DisplayName("another node hands out the same successor within the window, and sees the replay after it")
    void anotherNodeKnowsTheWindow() {
        OAuthScene scene = OAuthStoreRows.scene(node(), oauth());
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        String token = firstRefreshToken(scene, client);
        String successor = OAuthScene.text(scene.refresh(client, token), "refresh_token");
        OAuthScene other = OAuthStoreRows.scene(node(), oauth());

        clock.advance(Duration.ofSeconds(9));
        assertThat(OAuthScene.text(other.refresh(client, token), "refresh_token"))
                .isEqualTo(successor);
        clock.advance(Duration.ofSeconds(1));
        assertThat(OAuthScene.text(other.refresh(client, token), "error")).isEqualTo("invalid_grant");
        assertThat(OAuthScene.text(scene.refresh(client, successor), "error")).isEqualTo("invalid_grant");
    }

    @Test
    @Tag("RFT-15")
    @DisplayName("a refresh that the host cannot judge is 503 and consumes nothing")
    void aFailureConsumesNothing() {
        TestPlatform node = node();
        OAuthScene scene = OAuthStoreRows.scene(node, oauth());
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        Grant grant = scene.consent(client, "co_pro", "usr_pro", "tickets.read");
        String code = scene.code(grant);

        node.host().down(true);
        assertThat(scene.redeem(client, code).status()).isEqualTo(503);
        node.host().down(false);
        String token = OAuthScene.text(scene.redeem(client, code), "refresh_token");
        node.host().down(true);
        assertThat(OAuthScene.text(scene.refresh(client, token), "error")).isEqualTo("temporarily_unavailable");
        node.host().down(false);
        assertThat(scene.refresh(client, token).status()).isEqualTo(200);
    }

    @Test
    @Tag("JWT-09")
    @DisplayName("nodes that start at the same time on an empty database make one key")
    void oneKey() {
        CoreStores core = core(clock);

        List<TestPlatform> nodes = Race.of(NODES, thread -> node(core));

        assertThat(oauth().keys().all()).hasSize(1);
        assertThat(nodes.stream().map(TokenContract::jwks).collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    @Tag("CCG-05")
    @DisplayName("machine apps get tokens in parallel, each its own")
    void machinesDoNotDisturbEachOther() {
        OAuthScene scene = OAuthStoreRows.scene(node(), oauth());
        OAuthScene.Client client = scene.register(AppType.MACHINE, "tickets.read");
        scene.install(client, "co_pro", "usr_pro", "tickets.read");

        List<String> tokens = Race.of(
                REFRESH_RACE,
                thread -> OAuthScene.text(
                        scene.token(client, Map.of("grant_type", "client_credentials")), "access_token"));

        assertThat(tokens)
                .allSatisfy(token ->
                        assertThat(Collections.frequency(tokens, token)).isOne());
    }

    @Test
    @Tag("CLI-19")
    @DisplayName("of fifty simultaneous requests with one assertion, on two nodes, one succeeds")
    void anAssertionIsUsedOnce() {
        OAuthScene scene = OAuthStoreRows.scene(node(), oauth());
        OAuthScene other = OAuthStoreRows.scene(node(), oauth());
        ClientKey key = ClientKey.create("1");
        OAuthScene.Client client = scene.register(AppType.MACHINE, key.security(), "tickets.read");
        scene.install(client, "co_pro", "usr_pro", "tickets.read");
        String id = client.app().clientId().value();
        String form = OAuthScene.encode(ClientKey.authenticated(
                Map.of("grant_type", "client_credentials"),
                key.assertion(id, TestPlatform.ISSUER.toString(), "once", clock.instant())));

        List<Response> responses =
                Race.run(thread -> (thread % 2 == 0 ? scene : other).post("/oauth/token", Headers.NONE, form));

        // After ten failures the throttle responds before the assertion is looked at.
        assertThat(responses).extracting(Response::status).isSubsetOf(200, 401, 429);
        assertThat(responses).filteredOn(response -> response.status() == 200).hasSize(1);
    }

    private TestPlatform node() {
        return node(core(clock));
    }

    private TestPlatform node(CoreStores core) {
        return TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .add(env -> AuthorizationServer.on(env, oauth()))
                .build();
    }

    private static String firstRefreshToken(OAuthScene scene, OAuthScene.Client client) {
        Grant grant = scene.consent(client, "co_pro", "usr_pro", "tickets.read");
        return OAuthScene.text(scene.redeem(client, scene.code(grant)), "refresh_token");
    }

    private static String jwks(TestPlatform node) {
        return node.handle(Request.of("GET", "/oauth/jwks", Headers.NONE, InetAddress.getLoopbackAddress()))
                .text();
    }
}
