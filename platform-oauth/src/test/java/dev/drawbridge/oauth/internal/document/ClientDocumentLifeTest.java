package dev.drawbridge.oauth.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.internal.world.ClientHost;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of described clients over time: caching, change, end, and the host's policy. */
class ClientDocumentLifeTest extends DescribedClientScene {

    private App app() {
        return scene.app(client.id()).orElseThrow();
    }

    @Nested
    class Caching {

        @Test
        @Tag("CMD-05")
        @DisplayName("a document is fresh as long as its server says")
        void maxAge() {
            client.publish(client.document(), "Cache-Control", "public, max-age=600");
            authorize();
            scene.clock.advance(Duration.ofSeconds(599));
            authorize();
            assertThat(client.fetches()).isEqualTo(1);
            scene.clock.advance(Duration.ofSeconds(1));
            authorize();
            assertThat(client.fetches()).isEqualTo(2);
        }

        @Test
        @Tag("CMD-05")
        @DisplayName("but a minute at least, a day at most, and an hour if it does not say")
        void bounds() {
            freshFor(Duration.ofMinutes(1), "Cache-Control", "no-store");
            freshFor(Duration.ofHours(24), "Cache-Control", "max-age=99999999");
            freshFor(Duration.ofHours(1));
        }

        private void freshFor(Duration time, String... headers) {
            client.publish(client.document(), headers);
            scene.clock.advance(Duration.ofDays(2));
            authorize();
            int before = client.fetches();
            scene.clock.advance(time.minusSeconds(1));
            authorize();
            assertThat(client.fetches()).isEqualTo(before);
            scene.clock.advance(Duration.ofSeconds(1));
            authorize();
            assertThat(client.fetches()).isEqualTo(before + 1);
        }

        @Test
        @Tag("CMD-05")
        @DisplayName("errors and documents that are not valid are not remembered")
        void errorsAreNotCached() {
            client.respond(500, "application/json", "{}", "Cache-Control", "max-age=600");
            assertThat(authorize().status()).isEqualTo(400);
            client.respond(200, "application/json", "{}", "Cache-Control", "max-age=600");
            assertThat(authorize().status()).isEqualTo(400);
            client.publish();
            assertThat(authorize().status()).isEqualTo(200);
            assertThat(client.fetches()).isEqualTo(3);
        }

        @Test
        @Tag("CMD-05")
        @DisplayName("fifty users who come at the same time cause one fetch and one app; few wait for it, the rest come"
                + " again")
        void coalesced() {
            client.publish();
            CountDownLatch gate = client.hold();
            Thread opener = new Thread(() -> {
                client.awaitRequest();
                gate.countDown();
            });
            opener.start();

            List<Integer> statuses = Race.run(thread -> {
                scene.test.host().join("co_pro", "usr_" + thread, true);
                return scene.authorize(scene.browser("usr_" + thread), client.id())
                        .status();
            });

            assertThat(statuses).contains(200).isSubsetOf(200, 503);
            assertThat(authorize().status()).isEqualTo(200);
            assertThat(client.fetches()).isEqualTo(1);
            assertThat(app().version()).isEqualTo(1);
        }

        @Test
        @Tag("CMD-05")
        @DisplayName("one user can make us read so many documents a minute")
        void perUser() {
            client.respond(404, "application/json", "{}");
            for (int i = 0; i < 20; i++) {
                assertThat(authorize().text()).contains("invalid_client_document");
            }
            assertThat(authorize().text()).contains("client_document_busy");
            assertThat(client.fetches()).isEqualTo(20);
            assertThat(scene.authorize(scene.browser("usr_high"), client.id()).text())
                    .contains("invalid_client_document");
            scene.clock.advance(Duration.ofMinutes(1));
            assertThat(authorize().text()).contains("invalid_client_document");
        }

        @Test
        @Tag("CMD-05")
        @DisplayName("eight documents are read at a time, two of one site; whoever comes then is asked to try again")
        void eightAtATime() throws InterruptedException {
            List<ClientHost> slow = new ArrayList<>();
            List<Thread> readers = new ArrayList<>();
            try {
                for (int i = 0; i < 8; i++) {
                    ClientHost host = new ClientHost("127.0." + i / 2 + ".1").publish();
                    host.hold();
                    slow.add(host);
                    readers.add(new Thread(() -> scene.authorize(scene.browser("usr_starter"), host.id())));
                }
                readers.forEach(Thread::start);
                slow.forEach(ClientHost::awaitRequest);
                client.publish();
                assertThat(authorize().text()).contains("client_document_busy");
                assertThat(authorize().status()).isEqualTo(503);
                assertThat(authorize().header("Retry-After")).isPresent();
                assertThat(client.fetches()).isZero();
            } finally {
                slow.forEach(ClientHost::close);
                for (Thread reader : readers) {
                    reader.join();
                }
            }
            assertThat(authorize().status()).isEqualTo(200);
        }
    }

    @Nested
    class Change {

        @Test
        @Tag("CMD-08")
        @Tag("CON-09")
        @DisplayName("a document that changed is asked about again; one that did not is not")
        void consentIsAskedAgain() {
            Map<String, Object> document = client.document();
            document.put("redirect_uris", List.of("https://assistant.test/callback"));
            client.publish(document);
            String request =
                    OAuthWorld.authorize(DocumentScene.request(client.id(), "https://assistant.test/callback"));
            browser.submit(browser.get(request), "decision", "allow");
            scene.clock.advance(Duration.ofHours(2));
            assertThat(HostBrowser.response(browser.get(request)).has("code")).isTrue();
            assertThat(app().version()).isEqualTo(1);

            document.put("client_name", "Other Assistant");
            client.publish(document);
            scene.clock.advance(Duration.ofHours(2));
            Response page = browser.get(request);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Other Assistant", "details changed since you allowed it");
            assertThat(app().version()).isEqualTo(2);
        }

        @Test
        @Tag("CMD-08")
        @Tag("RED-11")
        @DisplayName("a redirect URI that left the document takes its codes along")
        void removedRedirectUris() {
            client.publish();
            Response page = authorize();
            String code = HostBrowser.response(browser.submit(page, "decision", "allow"))
                    .text("code");
            Map<String, Object> document = client.document();
            document.put("redirect_uris", List.of("https://assistant.test/callback"));
            client.publish(document);
            scene.clock.advance(Duration.ofSeconds(30));
            // Another user makes us read it again, once it is no longer fresh.
            scene.clock.advance(Duration.ofHours(1));
            scene.authorize(scene.browser("usr_high"), client.id());
            assertThat(app().access().redirectUris()).containsExactly("https://assistant.test/callback");
            assertThat(OAuthScene.text(scene.redeem(client.id(), code), "error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        @Tag("CMD-08")
        @DisplayName("other keys are the host's to accept; refused ones change nothing")
        void keysGoThroughThePolicy() {
            List<String> asked = new ArrayList<>();
            boolean[] accept = {false};
            ClientDocumentPolicy policy = new ClientDocumentPolicy() {
                @Override
                public Verdict judge(URI clientId) {
                    return Verdict.ALLOW;
                }

                @Override
                public boolean acceptKeys(URI clientId, AppSecurity before, AppSecurity after) {
                    asked.add(before.jwksUri() + " > " + after.jwksUri());
                    return accept[0];
                }
            };
            DocumentScene picky = new DocumentScene(policy);
            Map<String, Object> document = client.document();
            document.put("token_endpoint_auth_method", "private_key_jwt");
            document.put("jwks_uri", "https://assistant.test/keys");
            client.publish(document);
            HostBrowser user = picky.browser("usr_pro");
            assertThat(picky.authorize(user, client.id()).status()).isEqualTo(200);
            assertThat(asked).isEmpty();

            document.put("jwks_uri", "https://assistant.test/keys2");
            client.publish(document);
            picky.clock.advance(Duration.ofHours(1));
            assertThat(picky.authorize(user, client.id()).text()).contains("invalid_client_document");
            assertThat(picky.app(client.id()).orElseThrow().security().jwksUri())
                    .hasToString("https://assistant.test/keys");
            accept[0] = true;
            assertThat(picky.authorize(user, client.id()).status()).isEqualTo(200);
            assertThat(picky.app(client.id()).orElseThrow().security().jwksUri())
                    .hasToString("https://assistant.test/keys2");
            assertThat(asked).containsOnly("https://assistant.test/keys > https://assistant.test/keys2");
        }
    }

    @Nested
    class Outage {

        @Test
        @Tag("CMD-09")
        @DisplayName("while the client's server is down its tokens keep working, for seven days and no longer")
        void boundedStaleness() {
            client.publish();
            Response tokens = scene.connect(client.id());
            client.respond(503, "text/plain", "down");

            scene.clock.advance(Duration.ofDays(7).minusSeconds(1));
            Response refreshed = scene.refresh(client.id(), tokens);
            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(authorize().status()).isEqualTo(200);

            scene.clock.advance(Duration.ofSeconds(1));
            Response refused = scene.refresh(client.id(), refreshed);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(OAuthScene.text(refused, "error")).isEqualTo("invalid_client");
            assertThat(refused.text()).doesNotContain("document", "fetch", "503");
            assertThat(authorize().text()).contains("invalid_client_document");

            client.publish();
            assertThat(authorize().status()).isEqualTo(200);
            assertThat(scene.refresh(client.id(), refreshed).status()).isEqualTo(200);
        }

        @Test
        @Tag("CMD-09")
        @DisplayName(
                "the documents of connected clients are read again in the background, those of other clients are not")
        void readAgain() {
            client.publish();
            Response tokens = scene.connect(client.id());
            try (ClientHost unused = new ClientHost()) {
                unused.publish();
                scene.authorize(browser, unused.id());
                for (int day = 0; day < 20; day++) {
                    scene.clock.advance(Duration.ofDays(1));
                    scene.test.runJobs();
                }
                assertThat(unused.fetches()).isEqualTo(1);
                assertThat(client.fetches()).isEqualTo(21);
                assertThat(scene.refresh(client.id(), tokens).status()).isEqualTo(200);
                assertThat(OAuthScene.text(
                                scene.token(Map.of(
                                        "grant_type", "refresh_token",
                                        "client_id", unused.id(),
                                        "refresh_token", "dp_rt_x")),
                                "error"))
                        .isEqualTo("invalid_client");
            }
        }

        @Test
        @Tag("CMD-09")
        @DisplayName("a client whose document is gone is refused immediately to new users, and ends after seven days")
        void goneDocuments() {
            client.publish();
            Response tokens = scene.connect(client.id());
            client.respond(404, "text/plain", "");
            scene.clock.advance(Duration.ofHours(1));
            assertThat(authorize().text()).contains("invalid_client_document");
            assertThat(scene.refresh(client.id(), tokens).status()).isEqualTo(200);
            for (int hour = 0; hour < 24 * 7; hour++) {
                scene.clock.advance(Duration.ofHours(1));
                scene.test.runJobs();
            }
            assertThat(scene.refresh(client.id(), tokens).status()).isEqualTo(401);
        }

        @Test
        @Tag("CMD-09")
        @DisplayName("an unknown client at the token endpoint is fetched by nobody")
        void theTokenEndpointDoesNotFetch() {
            client.publish();
            Response response = scene.redeem(client.id(), "dp_ac_x");
            assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_client");
            assertThat(client.fetches()).isZero();
        }
    }

    @Nested
    class Policy {

        @Test
        @Tag("CMD-06")
        @DisplayName("clients that the host refuses are not fetched")
        void deny() {
            client.publish();
            DocumentScene closed = new DocumentScene(ClientDocumentPolicy.hosts(Set.of("assistant.test")));
            assertThat(closed.authorize(closed.browser("usr_pro"), client.id()).text())
                    .contains("invalid_client_document");
            assertThat(client.fetches()).isZero();
            DocumentScene open = new DocumentScene(ClientDocumentPolicy.hosts(Set.of("127.0.0.1")));
            assertThat(open.authorize(open.browser("usr_pro"), client.id()).status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("CMD-06")
        @DisplayName("a client that is refused later is refused although its document is fresh")
        void denyLater() {
            client.publish();
            ClientDocumentPolicy.Verdict[] verdict = {ClientDocumentPolicy.Verdict.ALLOW};
            DocumentScene changing = new DocumentScene(id -> verdict[0]);
            HostBrowser user = changing.browser("usr_pro");
            assertThat(changing.authorize(user, client.id()).status()).isEqualTo(200);
            verdict[0] = ClientDocumentPolicy.Verdict.DENY;
            assertThat(changing.authorize(user, client.id()).status()).isEqualTo(400);
        }

        @Test
        @Tag("CMD-06")
        @DisplayName("the consent page warns of clients that the host marks")
        void warn() {
            client.publish();
            DocumentScene careful = new DocumentScene(id -> ClientDocumentPolicy.Verdict.WARN);
            String warning = "Testwork advises caution with apps of 127.0.0.1.";
            assertThat(careful.authorize(careful.browser("usr_pro"), client.id())
                            .text())
                    .contains(warning);
            assertThat(authorize().text()).doesNotContain("advises caution");
        }
    }
}
