package dev.drawbridge.oauth.internal.registration;

import static dev.drawbridge.oauth.internal.registration.RegistrationScene.REGISTER;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.error;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.id;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.json;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.least;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.path;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.publicClient;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients manage their own registration (RFC 7592). */
class ManagementTest {

    private final RegistrationScene scene = new RegistrationScene(DynamicRegistration.open());
    private final Response held = scene.register(publicClient());

    @Nested
    class Reading {

        @Test
        @Tag("DCR-09")
        @DisplayName("a client reads what it registered, without its secret")
        void readsItself() {
            Response confidential = scene.register(least());
            Map<String, Object> registered =
                    new LinkedHashMap<>(json(confidential).toMap());
            registered.remove("client_secret");
            registered.remove("client_secret_expires_at");

            Response read = scene.read(confidential);

            assertThat(read.status()).isEqualTo(200);
            assertThat(json(read).toMap()).isEqualTo(registered);
            assertThat(read.header("Cache-Control")).contains("no-store");
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("the token of another client, a wrong one and an unknown client are one and the same 401")
        void nothingAboutOthers() {
            Response other = scene.register(publicClient());
            OAuthScene.Client foreign = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            String foreignPath = REGISTER + "/" + foreign.app().clientId();
            List<Response> refused = List.of(
                    scene.send("GET", path(other), token(held), null),
                    scene.send("GET", path(held), "dp_ra_wrong", null),
                    scene.send("GET", REGISTER + "/dp_cid_unknown", token(held), null),
                    scene.send("GET", REGISTER + "/dp_cid_", token(held), null),
                    scene.send("GET", foreignPath, token(held), null),
                    scene.send("DELETE", path(other), token(held), null),
                    scene.send("PUT", path(other), token(held), "{"));
            assertThat(refused).extracting(Response::status).containsOnly(401);
            assertThat(refused)
                    .extracting(Response::text)
                    .containsOnly(refused.get(0).text());
            assertThat(refused)
                    .allSatisfy(response -> assertThat(
                                    response.header("WWW-Authenticate").orElseThrow())
                            .contains("error=\"invalid_token\""));
            assertThat(scene.send("GET", path(held), null, null).status()).isEqualTo(401);
            assertThat(scene.read(other).status()).isEqualTo(200);
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("only the hash of the token is kept")
        void onlyTheHashIsKept() {
            assertThat(scene.stores
                            .registrations()
                            .find(scene.app(held).id())
                            .orElseThrow()
                            .token())
                    .isEqualTo(TokenHash.of(token(held)));
            assertThat(token(held)).matches("dp_ra_[0-9A-Za-z]{49}");
        }
    }

    @Nested
    class Updating {

        @Test
        @Tag("DCR-09")
        @DisplayName("an update replaces all metadata, what is left out gets its default, and the token changes")
        void replaces() {
            Map<String, Object> metadata = publicClient();
            metadata.put("client_uri", "https://client.test/");
            Response first = scene.update(held, metadata);
            assertThat(first.status()).isEqualTo(200);
            assertThat(OAuthScene.text(first, "client_uri")).isEqualTo("https://client.test/");
            assertThat(token(first)).isNotEqualTo(token(held));
            assertThat(scene.read(held).status()).isEqualTo(401);

            metadata.remove("client_uri");
            metadata.remove("application_type");
            metadata.remove("grant_types");
            metadata.put("redirect_uris", List.of("https://client.test/new"));
            Response second = scene.update(first, metadata);
            assertThat(json(second).toMap()).doesNotContainKeys("client_uri", "application_type");
            assertThat(json(second).texts("grant_types")).contains(List.of("authorization_code"));
            assertThat(json(second).number("client_id_issued_at"))
                    .isEqualTo(json(held).number("client_id_issued_at"));
            assertThat(scene.app(held).access().redirectUris()).containsExactly("https://client.test/new");
            assertThat(json(scene.read(second)).toMap()).isEqualTo(json(second).toMap());
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("of fifty simultaneous updates with one token exactly one goes through")
        void race() {
            List<Response> responses = Race.run(thread -> {
                Map<String, Object> metadata = publicClient();
                metadata.put("client_name", "Client " + thread);
                return scene.update(held, metadata);
            });
            assertThat(responses)
                    .extracting(Response::status)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 401);
            Response winner = responses.stream()
                    .filter(response -> response.status() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(scene.app(held).profile().name()).isEqualTo(OAuthScene.text(winner, "client_name"));
            assertThat(scene.app(held).version()).isEqualTo(2);
            assertThat(scene.read(winner).status()).isEqualTo(200);
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("an update that is refused changes neither client nor token")
        void refusedUpdatesChangeNothing() {
            Map<String, Object> metadata = publicClient();
            metadata.put("redirect_uris", List.of("javascript:alert(1)"));
            assertThat(error(scene.update(held, metadata))).isEqualTo("invalid_redirect_uri");
            assertThat(scene.read(held).status()).isEqualTo(200);
            assertThat(scene.app(held).version()).isEqualTo(1);
        }

        @ParameterizedTest
        @Tag("DCR-09")
        @DisplayName("an update names its own client and sets nothing that only the server sets")
        @ValueSource(
                strings = {
                    "registration_access_token",
                    "registration_client_uri",
                    "client_secret_expires_at",
                    "client_id_issued_at",
                    "client_secret",
                    "client_id"
                })
        void serverMembers(String member) {
            Map<String, Object> metadata = publicClient();
            metadata.put(member, "x");
            assertThat(error(scene.update(held, metadata))).isEqualTo("invalid_client_metadata");
            assertThat(scene.send("PUT", path(held), token(held), "{\"redirect_uris\":[\"https://client.test/cb\"]}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        @Tag("DCR-05")
        @DisplayName("a public client cannot become confidential, nor the other way round")
        void theKindStays() {
            Map<String, Object> metadata = publicClient();
            metadata.put("token_endpoint_auth_method", "client_secret_basic");
            assertThat(error(scene.update(held, metadata))).isEqualTo("invalid_client_metadata");
            Response confidential = scene.register(least());
            assertThat(error(scene.update(confidential, publicClient()))).isEqualTo("invalid_client_metadata");
        }

        @Test
        void aClientMayChangeFromItsSecretToKeysAndBack() {
            Response confidential = scene.register(least());
            Map<String, Object> keys = least();
            keys.put("client_secret", OAuthScene.text(confidential, "client_secret"));
            keys.put("token_endpoint_auth_method", "private_key_jwt");
            keys.put("jwks_uri", "https://client.test/keys");
            Response withKeys = scene.update(confidential, keys);
            assertThat(withKeys.status()).isEqualTo(200);
            assertThat(json(withKeys).has("client_secret")).isFalse();
            assertThat(scene.server.secrets().list(scene.app(withKeys))).isEmpty();

            Response withSecret = scene.update(withKeys, least());
            assertThat(OAuthScene.text(withSecret, "client_secret"))
                    .isNotEqualTo(OAuthScene.text(confidential, "client_secret"));
            assertThat(json(withSecret).number("client_secret_expires_at")).contains(0L);
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("a redirect URI that an update removes takes its codes along")
        void removedRedirectUris() {
            String code = scene.oauth.code(scene.connect(held));
            Map<String, Object> metadata = publicClient();
            metadata.put("redirect_uris", List.of("https://client.test/new"));
            assertThat(scene.update(held, metadata).status()).isEqualTo(200);
            assertThat(error(scene.oauth.redeem(scene.client(held), code))).isEqualTo("invalid_grant");
        }
    }

    @Nested
    class Deleting {

        @Test
        @Tag("DCR-09")
        @DisplayName("deleting ends the client, its codes and all of its tokens immediately")
        void endsEverything() {
            OAuthScene.Client client = scene.client(held);
            var grant = scene.connect(held);
            Response tokens = scene.oauth.redeem(client, scene.oauth.code(grant));
            String code = scene.oauth.code(grant);

            Response deleted = scene.delete(held);

            assertThat(deleted.status()).isEqualTo(204);
            assertThat(deleted.body()).isEmpty();
            assertThat(error(scene.oauth.refresh(client, OAuthScene.text(tokens, "refresh_token"))))
                    .isEqualTo("invalid_client");
            assertThat(error(scene.oauth.redeem(client, code))).isEqualTo("invalid_client");
            Secret access = Secret.of(OAuthScene.text(tokens, "access_token"));
            assertThat(scene.server.verifier().verify(access)).isInstanceOf(TokenCheck.Invalid.class);
            assertThat(scene.app(held).status()).isEqualTo(AppStatus.REVOKED);
            assertThat(scene.read(held).status()).isEqualTo(401);
            assertThat(scene.delete(held).status()).isEqualTo(401);
            assertThat(scene.core
                            .journal()
                            .about("app", scene.app(held).id().value(), 10)
                            .toString())
                    .contains("app.revoked", id(held));
        }

        @Test
        @Tag("DCR-09")
        @DisplayName("of fifty simultaneous deletions exactly one goes through")
        void race() {
            List<Integer> statuses = Race.run(thread -> scene.delete(held).status());
            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 401);
        }
    }
}
