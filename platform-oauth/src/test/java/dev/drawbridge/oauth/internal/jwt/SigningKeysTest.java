package dev.drawbridge.oauth.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.MemoryOAuthRows;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.MACHINE, "tickets.read");

    SigningKeysTest() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
    }

    @Test
    @Tag("JWT-09")
    @DisplayName("a node with another master key stops, names it and makes no second key")
    void anotherMasterKey() {
        assertThatThrownBy(() -> node(9, SigningAlgorithm.ES256))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("master key")
                .hasMessageContaining("MASTER_KEY");
        assertThatThrownBy(() -> node(9, SigningAlgorithm.EDDSA)).isInstanceOf(ConfigurationException.class);
        assertThat(scene.stores.keys().all()).hasSize(1);
    }

    @Test
    void aRestartSignsWithTheSameKey() {
        String before = kid(token());
        node(7, SigningAlgorithm.ES256);
        assertThat(scene.stores.keys().all())
                .singleElement()
                .satisfies(key -> assertThat(key.kid()).isEqualTo(before));
    }

    @Test
    @Tag("JWT-07")
    @DisplayName("a successor is announced a day before it signs, and the old key stays until its tokens expired")
    void rotation() {
        String first = kid(token());
        scene.clock.advance(Duration.ofDays(90));
        scene.test.runJobs();
        assertThat(published()).hasSize(2);
        assertThat(kid(token())).isEqualTo(first);

        scene.clock.advance(Duration.ofDays(1).minusSeconds(1));
        String last = token();
        scene.clock.advance(Duration.ofSeconds(1));
        String second = kid(token());
        assertThat(second).isNotEqualTo(first);
        scene.test.runJobs();
        assertThat(scene.call(last).status()).isEqualTo(200);

        scene.clock.advance(Duration.ofDays(2));
        scene.test.runJobs();
        assertThat(published()).containsExactly(second);
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("a key that is withdrawn takes its tokens along immediately, cached or not")
    void emergency() {
        String token = token();
        assertThat(scene.call(token).status()).isEqualTo(200);

        scene.stores.keys().retire(kid(token), scene.clock.instant());
        CoreServices.of(scene.test.env()).changes().drop(ChangeKind.KEY, kid(token));

        assertThat(scene.call(token).status()).isEqualTo(401);
        assertThat(published()).isEmpty();
    }

    @Test
    void anotherAlgorithmGetsItsOwnKeyAndTheOldOneIsStillAccepted() {
        String token = token();
        TestPlatform other = node(7, SigningAlgorithm.EDDSA);
        // What a node does every second: read what the other one changed.
        CoreServices.of(scene.test.env()).changes().poll();

        assertThat(published()).hasSize(2);
        assertThat(scene.call(token).status()).isEqualTo(200);
        OAuthScene next = MemoryOAuthRows.scene(other, scene.stores);
        String signed = OAuthScene.text(next.token(client, Map.of("grant_type", "client_credentials")), "access_token");
        assertThat(kid(signed)).isNotEqualTo(kid(token));
        assertThat(scene.call(signed).status()).isEqualTo(200);
    }

    private TestPlatform node(int masterKey, SigningAlgorithm algorithm) {
        byte[] key = new byte[Vault.KEY_BYTES];
        Arrays.fill(key, (byte) masterKey);
        return scene.node(
                surroundings -> surroundings.set(environment -> environment.masterKey(key)),
                settings -> settings.signingAlgorithm(algorithm));
    }

    private String token() {
        return OAuthScene.text(scene.oauth.token(client, Map.of("grant_type", "client_credentials")), "access_token");
    }

    @SuppressWarnings("unchecked")
    private List<String> published() {
        Map<String, Object> set =
                Json.readObject(scene.get("/oauth/jwks").body()).toMap();
        return ((List<Map<String, Object>>) set.get("keys"))
                .stream().map(key -> key.get("kid").toString()).toList();
    }

    private static String kid(String token) {
        return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]))
                .text("kid")
                .orElseThrow();
    }
}
