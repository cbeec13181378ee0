package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.internal.world.MemoryOAuthRows;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.InstallationStore;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import dev.drawbridge.oauth.spi.RegistrationStore;
import dev.drawbridge.oauth.spi.ReviewStore;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.SeenAppStore;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final Unreliable stores = new Unreliable(MemoryOAuthStores.on(core.transactions()));
    private final TestPlatform test = TestPlatform.builder()
            .clock(clock)
            .stores(core)
            .add(env -> AuthorizationServer.on(env, stores))
            .build();
    private final OAuthScene scene = MemoryOAuthRows.scene(test, stores);
    private final OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
    private final Grant grant = scene.consent(client, "co_pro", "usr_pro", "tickets.read");

    @Test
    @Tag("ACG-11")
    @Tag("OPS-09")
    @DisplayName("if the family cannot be written the code is not consumed")
    void redemption() {
        String code = scene.code(grant);

        stores.failure.set(new StoreUnavailableException("down", new IllegalStateException()));
        Response response = scene.redeem(client, code);
        assertThat(response.status()).isEqualTo(503);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("temporarily_unavailable");
        assertThat(response.header("Retry-After")).isPresent();
        stores.failure.set(null);

        assertThat(scene.redeem(client, code).status()).isEqualTo(200);
    }

    @Test
    @Tag("REV-06")
    @Tag("OPS-09")
    @DisplayName("a revocation that was not kept is never a 200")
    void revocation() {
        String token = OAuthScene.text(scene.redeem(client, scene.code(grant)), "refresh_token");

        stores.failure.set(new StoreUnavailableException("down", new IllegalStateException()));
        assertThat(scene.post("/oauth/revoke", client, Map.of("token", token)).status())
                .isEqualTo(503);
        assertThat(scene.refresh(client, token).status()).isEqualTo(503);
        stores.failure.set(null);

        assertThat(scene.refresh(client, token).status()).isEqualTo(200);
    }

    @Test
    @Tag("INT-05")
    @Tag("OPS-09")
    @DisplayName("a refresh token about which nothing can be known now is not called inactive")
    void introspection() {
        String token = OAuthScene.text(scene.redeem(client, scene.code(grant)), "refresh_token");

        stores.failure.set(new StoreUnavailableException("down", new IllegalStateException()));
        Response response = scene.post("/oauth/introspect", client, Map.of("token", token));
        assertThat(response.status()).isEqualTo(503);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("temporarily_unavailable");
        assertThat(response.header("Retry-After")).isPresent();
        stores.failure.set(null);

        assertThat(scene.post("/oauth/introspect", client, Map.of("token", token))
                        .text())
                .contains("\"active\":true");
    }

    @Test
    @Tag("TOK-05")
    @Tag("GEN-15")
    @DisplayName("what nobody thought of is a JSON error that tells nothing")
    void unexpected() {
        stores.failure.set(new IllegalStateException("internal detail"));
        Response response = scene.redeem(client, scene.code(grant));

        assertThat(response.status()).isEqualTo(500);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("server_error");
        assertThat(response.text()).doesNotContain("internal detail");
    }

    /** Stores whose families fail when they are told to. */
    private static final class Unreliable implements OAuthStores {

        final AtomicReference<RuntimeException> failure = new AtomicReference<>();
        private final OAuthStores stores;
        private final FamilyStore families;

        Unreliable(OAuthStores stores) {
            this.stores = stores;
            this.families = (FamilyStore) Proxy.newProxyInstance(
                    FamilyStore.class.getClassLoader(),
                    new Class<?>[] {FamilyStore.class},
                    (proxy, verb, arguments) -> {
                        RuntimeException planned = failure.get();
                        if (planned != null) {
                            throw planned;
                        }
                        try {
                            return verb.invoke(stores.families(), arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public CodeStore codes() {
            return stores.codes();
        }

        @Override
        public FamilyStore families() {
            return families;
        }

        @Override
        public SigningKeyStore keys() {
            return stores.keys();
        }

        @Override
        public SecretStore secrets() {
            return stores.secrets();
        }

        @Override
        public InteractionStore interactions() {
            return stores.interactions();
        }

        @Override
        public PushedRequestStore pushedRequests() {
            return stores.pushedRequests();
        }

        @Override
        public RegistrationStore registrations() {
            return stores.registrations();
        }

        @Override
        public InitialTokenStore initialTokens() {
            return stores.initialTokens();
        }

        @Override
        public ReviewStore reviews() {
            return stores.reviews();
        }

        @Override
        public LogoStore logos() {
            return stores.logos();
        }

        @Override
        public ClientDocumentStore clientDocuments() {
            return stores.clientDocuments();
        }

        @Override
        public InstallationStore installations() {
            return stores.installations();
        }

        @Override
        public SeenAppStore seenApps() {
            return stores.seenApps();
        }
    }
}
