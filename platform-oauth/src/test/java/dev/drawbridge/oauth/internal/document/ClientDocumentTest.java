package dev.drawbridge.oauth.internal.document;

import static dev.drawbridge.oauth.internal.world.DocumentScene.afterLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.internal.world.ClientHost;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose id is the URL of a document that describes them: which documents are read, and what they may say. */
class ClientDocumentTest extends DescribedClientScene {

    @Nested
    class Story {

        @Test
        @Tag("CMD-03")
        @DisplayName("a described client connects with PKCE on any loopback port, refreshes, and its tokens name it")
        void connects() {
            client.publish();

            Response tokens = scene.connect(client.id());

            assertThat(tokens.status()).isEqualTo(200);
            assertThat(OAuthScene.text(tokens, "scope")).isEqualTo("tickets.read");
            assertThat(scene.refresh(client.id(), tokens).status()).isEqualTo(200);
            App app = scene.app(client.id()).orElseThrow();
            assertThat(app.definedBy()).isEqualTo(DefinedBy.DYNAMIC);
            assertThat(app.type()).isEqualTo(AppType.PUBLIC);
            assertThat(app.owner()).isNull();
            assertThat(client.fetches()).isEqualTo(1);
            assertThat(scene.core.journal().about("app", app.id().value(), 5).toString())
                    .contains("app.created", "usr_pro");
        }

        @Test
        @Tag("CMD-06")
        @Tag("MET-04")
        @DisplayName("the metadata says that such clients are taken, and only if they are")
        void isAdvertised() {
            String metadata =
                    scene.get("/.well-known/oauth-authorization-server").text();
            assertThat(metadata).contains("\"client_id_metadata_document_supported\":true");
            OAuthWorld off = new OAuthWorld();
            HostBrowser there = off.browser("usr_pro");
            assertThat(there.get("/.well-known/oauth-authorization-server").text())
                    .doesNotContain("client_id_metadata_document_supported");
            client.publish();
            Response page = there.get(OAuthWorld.authorize(DocumentScene.request(client.id())));
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.text()).contains("unknown_client");
            assertThat(client.fetches()).isZero();
        }

        @Test
        @Tag("CMD-07")
        @DisplayName("our own ids are no URLs, and an id that somebody registered is never fetched")
        void registeredIdsAreNotFetched() {
            client.publish();
            OAuthScene.Client registered =
                    scene.oauth.register(new ClientId(client.id()), AppType.PUBLIC, "tickets.read");
            Map<String, String> request = DocumentScene.request(client.id(), OAuthScene.REDIRECT_URI);
            assertThat(browser.get(OAuthWorld.authorize(request)).status()).isEqualTo(200);
            assertThat(client.fetches()).isZero();
            assertThat(registered.app().definedBy()).isEqualTo(DefinedBy.ADMIN);
            assertThat(scene.oauth
                            .register(AppType.WEB, "tickets.read")
                            .app()
                            .clientId()
                            .value())
                    .startsWith("dp_cid_");
        }
    }

    @Nested
    class Fetching {

        @Test
        @Tag("CMD-02")
        @Tag("AUZ-16")
        @DisplayName("nothing is fetched before the user has logged in; then the same request continues")
        void onlyAfterLogin() {
            client.publish();
            HostBrowser stranger = scene.browser();

            Response redirect = scene.authorize(stranger, client.id());

            assertThat(redirect.status()).isEqualTo(303);
            assertThat(client.fetches()).isZero();
            assertThat(scene.app(client.id())).isEmpty();
            Response page = stranger.login("usr_pro").get(afterLogin(redirect));
            assertThat(page.status()).isEqualTo(200);
            Response response = stranger.submit(page, "decision", "allow");
            assertThat(HostBrowser.response(response).text("state")).isEqualTo("s-1");
        }

        @Test
        @Tag("CMD-02")
        @DisplayName("the fetch carries neither cookies nor credentials")
        void withoutCredentials() {
            client.publish();
            authorize();
            assertThat(client.headersOfLastRequest())
                    .contains("accept")
                    .doesNotContain("cookie", "authorization", "referer", "origin");
        }

        @ParameterizedTest
        @Tag("CMD-02")
        @DisplayName("only 200 with JSON is read; redirects are not followed")
        @CsvSource({
            "404, application/json",
            "500, application/json",
            "201, application/json",
            "204, application/json",
            "200, text/html",
            "200, text/plain"
        })
        void onlyOk(int status, String type) {
            client.respond(status, type, status == 204 ? "" : Json.write(client.document()));
            isRefused(authorize());
        }

        @Test
        @Tag("CMD-02")
        @DisplayName("a redirect is refused, even to a good document")
        void noRedirects() {
            try (ClientHost other = new ClientHost()) {
                other.publish(client.document());
                client.respond(302, "application/json", "", "Location", other.id());
                isRefused(authorize());
                assertThat(other.fetches()).isZero();
            }
        }

        @Test
        @Tag("CMD-02")
        @DisplayName("types that end in +json are read, and 5 kB but not more")
        void typeAndSize() {
            Map<String, Object> document = client.document();
            document.put("padding", "x".repeat(5 * 1024));
            client.publish(document);
            isRefused(authorize());
            document.put("padding", "x".repeat(4_000));
            client.respond(200, "application/client+json; charset=utf-8", Json.write(document));
            assertThat(authorize().status()).isEqualTo(200);
        }

        @Test
        @Tag("CMD-02")
        @DisplayName("a server that does not respond is given up after three seconds")
        void gaveUp() {
            client.publish();
            client.hold();
            long start = System.nanoTime();
            isRefused(authorize());
            assertThat(System.nanoTime() - start).isBetween(2_500_000_000L, 10_000_000_000L);
        }

        @ParameterizedTest
        @Tag("CMD-02")
        @DisplayName("addresses that are not public are refused, however they are written")
        @ValueSource(
                strings = {
                    "https://10.0.0.1/client.json",
                    "https://169.254.169.254/latest/meta-data",
                    "https://[::ffff:10.0.0.1]/client.json",
                    "https://[fd00::1]/client.json",
                    "https://0x7f.1/client.json",
                    "https://metadata.internal/client.json",
                    "https://client.test:6379/client.json",
                    "http://client.test/client.json"
                })
        void specialAddresses(String id) {
            Response page = scene.authorize(browser, id);
            assertThat(page.status()).isEqualTo(400);
            assertThat(scene.app(id)).isEmpty();
        }

        @Test
        @Tag("CMD-02")
        @DisplayName("the address that counts is the one that the name has at the moment of connecting")
        void theAddressIsJudgedWhenConnecting() {
            // A name that looks public and does not resolve: nothing is connected, and nothing is told.
            Response page = scene.authorize(browser, "https://client.invalid/client.json");
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.text()).contains("invalid_client_document").doesNotContain("resolve", "connect");
        }
    }

    @Nested
    class Ids {

        @ParameterizedTest
        @Tag("CMD-01")
        @DisplayName("an id that is no URL of a document is an unknown client, on a page, without a fetch")
        @ValueSource(strings = {"", "/", "/a/../b", "/a/./b", "/a/%2E%2e/b", "/a?b=c", "/a#b", "/%zz", "/a b"})
        void paths(String path) {
            client.publish();
            String origin = client.id().substring(0, client.id().indexOf("/oauth"));
            isUnknown(origin + path);
        }

        @Test
        @Tag("CMD-01")
        @DisplayName("neither user names, long ids, other hosts nor upper case")
        void otherParts() {
            client.publish();
            isUnknown(client.id().replace("http://", "http://user:secret@"));
            isUnknown(client.id().replace("http://", "http://user@"));
            isUnknown(client.id() + "/" + "a".repeat(ClientId.MAX_LENGTH));
            isUnknown(client.id().replace("http://", "HTTP://"));
            isUnknown("https://EXAMPLE.com/client.json");
            isUnknown("https:///client.json");
            isUnknown("ftp://127.0.0.1/client.json");
        }

        @Test
        @Tag("CMD-01")
        @DisplayName("outside of development even the server's own machine is no place for a document")
        void onlyHttpsOutsideOfDevelopment() {
            client.publish();
            OAuthWorld production = new OAuthWorld(builder -> builder.clientDocuments(ClientDocumentPolicy.ANY));
            HostBrowser user = production.browser("usr_pro");
            for (String id : List.of(client.id(), client.id().replace("http://", "https://"))) {
                Response page = user.get(OAuthWorld.authorize(DocumentScene.request(id)));
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.text()).contains("unknown_client");
            }
            assertThat(client.fetches()).isZero();
        }

        private void isUnknown(String id) {
            Response page = scene.authorize(browser, id);
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.header("Location")).isEmpty();
            assertThat(page.text()).contains("unknown_client");
            assertThat(client.fetches()).isZero();
        }
    }
}
