package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.Webhooks;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebhookPortalTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String API = "/developers/api/v1";
    private static final Pattern TOKEN = Pattern.compile("verify\\?token=(\\S+)");

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final WebhookScene scene = new WebhookScene();
    private final Browser browser = Browser.of(scene.test);
    private final App app = ownApp(scene, browser, "dev@acme.test");
    private final String calls = API + "/apps/" + app.id() + "/webhooks";
    private final String pages = "/developers/apps/" + app.id() + "/webhooks";

    @AfterEach
    void stop() {
        scene.test.platform().close();
        receiver.close();
    }

    @Nested
    class Calls {

        @Test
        @Tag("SW-15")
        void anEndpointIsCreatedShownChangedAndDeleted() {
            Response created = create(receiver.url().toString(), List.of("ticket.created"));
            assertThat(created.status()).isEqualTo(201);
            String id = text(created, "id");
            assertThat(text(created, "secret")).startsWith("whsec_");
            assertThat(text(created, "status")).isEqualTo("ACTIVE");

            Response shown = browser.json("GET", calls + "/" + id, Map.of());
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).doesNotContain("whsec_");
            assertThat(shown.header("ETag")).contains("\"1\"");
            assertThat(browser.json("GET", calls, Map.of()).text()).contains(id).doesNotContain("whsec_");

            Response changed =
                    browser.json("PATCH", calls + "/" + id, Map.of("description", "Mine", "status", "paused"));
            assertThat(changed.status()).isEqualTo(200);
            assertThat(text(changed, "description")).isEqualTo("Mine");
            assertThat(text(changed, "status")).isEqualTo("PAUSED");
            assertThat(text(browser.json("PATCH", calls + "/" + id, Map.of("status", "ACTIVE")), "status"))
                    .isEqualTo("ACTIVE");

            assertThat(browser.json("DELETE", calls + "/" + id, Map.of()).status())
                    .isEqualTo(204);
            assertThat(browser.json("GET", calls + "/" + id, Map.of()).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @Tag("A-095")
        @DisplayName("targets that are not public are refused with the field's name")
        @CsvSource({
            "http://example.com/x, url_not_https",
            "https://169.254.169.254/, url_not_public",
            "https://10.0.0.5/, url_not_public",
            "https://intranet/, url_not_public",
            "https://user:pw@example.com/, url_has_credentials",
            "'', required",
            "nonsense, malformed_url"
        })
        void refusedTargets(String url, String code) {
            Response refused = create(url, List.of("ticket.created"));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(text(refused, "code")).isEqualTo(code);
            assertThat(refused.text()).contains("\"field\":\"url\"");
        }

        @Test
        void eventsAreThoseWhoseScopeTheAppHas() {
            String url = receiver.url().toString();

            assertThat(text(create(url, List.of("no.such")), "code")).isEqualTo("unknown_event");
            assertThat(text(create(url, List.of("invoice.paid")), "code")).isEqualTo("event_scope_missing");
            assertThat(text(create(url, List.of()), "code")).isEqualTo("required");
        }

        @Test
        void anAppHasTenEndpointsAtMost() {
            for (int i = 0; i < 10; i++) {
                create(receiver.url().toString(), List.of("ticket.created"));
            }

            Response eleventh = create(receiver.url().toString(), List.of("ticket.created"));

            assertThat(eleventh.status()).isEqualTo(409);
            assertThat(text(eleventh, "code")).isEqualTo("endpoint_limit_reached");
        }

        @Test
        void unknownFieldsAndWrongTypesAreRefused() {
            assertThat(browser.json("POST", calls, Map.of("uri", "x")).status()).isEqualTo(400);
            assertThat(browser.json("POST", calls, Map.of("url", 7)).status()).isEqualTo(400);
            assertThat(browser.json("POST", calls, Map.of("events", "ticket.created"))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        @Tag("A-096")
        @Tag("SW-15")
        @DisplayName("deliveries are listed with their attempts, and one is sent again on demand")
        void deliveries() {
            String id = text(create(receiver.url().toString(), List.of("ticket.created")), "id");
            receiver.respond(500);
            Response tested = browser.json("POST", calls + "/" + id + "/test", Map.of());
            assertThat(tested.status()).isEqualTo(202);
            scene.send();

            JsonObject list = Json.readObject(browser.json("GET", calls + "/" + id + "/deliveries", Map.of())
                    .body());
            String delivery = list.toMap().toString();
            assertThat(delivery)
                    .contains("messageId=" + text(tested, "messageId"))
                    .contains("event=ping")
                    .contains("status=PENDING")
                    .contains("responseStatus=500")
                    .contains("number=1")
                    .contains("durationMs=")
                    .contains("nextAttemptAt=");
            Matcher found = Pattern.compile("dlv_\\w+").matcher(delivery);
            assertThat(found.find()).isTrue();
            String again = calls + "/" + id + "/deliveries/" + found.group() + "/redeliver";
            assertThat(browser.json("POST", again, Map.of()).status()).isEqualTo(202);
            scene.send();

            assertThat(receiver.received()).hasSize(2);
            assertThat(browser.json("GET", calls + "/" + id + "/deliveries?status=delivered", Map.of())
                            .text())
                    .contains("\"status\":\"DELIVERED\"");
            assertThat(browser.json("GET", calls + "/" + id + "/deliveries?status=odd", Map.of())
                            .status())
                    .isEqualTo(422);
            assertThat(browser.json("POST", calls + "/" + id + "/deliveries/none/redeliver", Map.of())
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void rotatingReturnsTheNewSecret() {
            Response created = create(receiver.url().toString(), List.of("ticket.created"));
            String rotate = calls + "/" + text(created, "id") + "/secret/rotate";

            Response rotated = browser.json("POST", rotate, Map.of("overlap", "PT1H"));

            assertThat(rotated.status()).isEqualTo(201);
            assertThat(text(rotated, "secret")).startsWith("whsec_").isNotEqualTo(text(created, "secret"));
            assertThat(browser.json("POST", rotate, Map.of("overlap", "P8D")).status())
                    .isEqualTo(422);
            assertThat(browser.json("POST", rotate, Map.of("overlap", "soon")).status())
                    .isEqualTo(422);
        }

        @Test
        @Tag("D-35")
        @DisplayName("another developer's app and another app's endpoint are not found")
        void foreign() {
            String id = text(create(receiver.url().toString(), List.of("ticket.created")), "id");
            Browser stranger = Browser.of(scene.test);
            App other = ownApp(scene, stranger, "eve@evil.test");

            assertThat(stranger.json("GET", calls, Map.of()).status()).isEqualTo(404);
            assertThat(stranger.json("GET", API + "/apps/" + other.id() + "/webhooks/" + id, Map.of())
                            .status())
                    .isEqualTo(404);
            assertThat(browser.json("GET", calls + "/" + "x".repeat(100), Map.of())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Nested
    class Pages {

        @Test
        @DisplayName("a developer adds an endpoint, sends a test event, reads the delivery and sends it again")
        void story() {
            BrowserPage list = browser.get(pages);
            assertThat(list).hasStatus(200).isSafe().says("No webhook endpoints yet");

            BrowserPage added = list.click("Add endpoint")
                    .form(pages + "/new")
                    .fill("url", receiver.url().toString())
                    .fill("description", "Mine & <b>yours</b>")
                    .check("events", "ticket.created")
                    .submit("Add endpoint");
            assertThat(added).hasStatus(200).isSafe().says("won't be shown again");
            assertThat(added.response().text()).contains("whsec_");

            BrowserPage endpoint = added.click("I've stored the secret");
            assertThat(endpoint).isSafe().says("Mine & <b>yours</b>").says("Enabled");
            String path = endpoint.path();
            BrowserPage tested = endpoint.form(path + "/test").submit().follow();
            assertThat(tested).says("Test event queued.");
            scene.send();

            BrowserPage delivery = browser.get(path).click("ping");
            assertThat(delivery).isSafe().says("Delivered").says("204").says("\"event\":\"ping\"");
            BrowserPage again =
                    delivery.form(delivery.path() + "/redeliver").submit().follow();
            assertThat(again).says("Redelivery queued.");
            scene.send();
            assertThat(receiver.received()).hasSize(2);
        }

        @Test
        void aFormWithErrorsKeepsWhatWasTyped() {
            BrowserPage refused = browser.get(pages + "/new")
                    .form(pages + "/new")
                    .fill("url", "https://10.0.0.5/x")
                    .fill("description", "Mine")
                    .submit("Add endpoint");

            assertThat(refused)
                    .hasStatus(422)
                    .isSafe()
                    .hasError("url", "Use a public host name: private, local and reserved addresses are refused.")
                    .hasError("events", "Choose at least one event.");
            assertThat(refused.form(pages + "/new").values("description")).containsExactly("Mine");
        }

        @Test
        void sendingTheFormTwiceAddsOneEndpoint() {
            BrowserPage form = browser.get(pages + "/new");
            for (int i = 0; i < 2; i++) {
                form.form(pages + "/new")
                        .fill("url", receiver.url().toString())
                        .check("events", "ticket.created")
                        .submit("Add endpoint");
            }

            assertThat(scene.dispatcher.list(app)).hasSize(1);
        }

        @Test
        void pausingEditingRotatingAndDeletingWork() {
            String id = text(create(receiver.url().toString(), List.of("ticket.created")), "id");
            String path = pages + "/" + id;

            BrowserPage paused =
                    browser.get(path).form(path + "/pause").submit().follow();
            assertThat(paused).says("Disabled by you");
            assertThat(paused.click("Enable").form(path + "/enable").submit().follow())
                    .says("Enabled");
            BrowserPage edited = browser.get(path + "/edit")
                    .form(path + "/edit")
                    .fill("description", "Changed")
                    .submit("Save");
            assertThat(edited.follow()).says("Changed").isSafe();
            BrowserPage rotated =
                    browser.get(path + "/rotate").form(path + "/rotate").submit("Rotate secret");
            assertThat(rotated.response().text()).contains("whsec_");
            browser.get(path + "/delete").form(path + "/delete").submit("Delete endpoint");

            assertThat(scene.dispatcher.list(app)).isEmpty();
        }
    }

    @Test
    @Tag("A-098")
    @DisplayName("without self-service creating gives 403, and the page says who to ask")
    void withoutSelfService() {
        WebhookScene managed = new WebhookScene(
                UnaryOperator.identity(),
                (env, stores) -> Webhooks.withoutSelfService(env, stores, "partners@host.test"));
        Browser developer = Browser.of(managed.test);
        App own = ownApp(managed, developer, "dev@acme.test");

        Response refused = developer.json(
                "POST",
                API + "/apps/" + own.id() + "/webhooks",
                Map.of("url", receiver.url().toString(), "events", List.of("ticket.created")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(text(refused, "code")).isEqualTo("webhooks_not_self_service");
        BrowserPage page = developer.get("/developers/apps/" + own.id() + "/webhooks");
        assertThat(page).hasStatus(200).says("partners@host.test");
        assertThat(page.text()).doesNotContain("Add endpoint");
    }

    private Response create(String url, List<String> events) {
        return browser.json("POST", calls, Map.of("url", url, "events", events));
    }

    private static String text(Response response, String name) {
        return Json.readObject(response.body()).text(name).orElseThrow();
    }

    /** Signs a developer up, logs them in on the browser and gives them an app. */
    static App ownApp(WebhookScene scene, Browser browser, String email) {
        Map<String, String> signUp = Map.of("email", email, "password", PASSWORD, "name", "Dev");
        assertThat(browser.json("POST", API + "/signup", signUp).status()).isEqualTo(202);
        scene.test.deliverMails();
        Matcher link =
                TOKEN.matcher(scene.test.mails().last(email).orElseThrow().text());
        assertThat(link.find()).isTrue();
        String token = URLDecoder.decode(link.group(1), StandardCharsets.UTF_8);
        assertThat(browser.json("POST", API + "/email/verify", Map.of("token", token))
                        .status())
                .isEqualTo(200);
        Response session = browser.json("POST", API + "/sessions", Map.of("email", email, "password", PASSWORD));
        assertThat(session.status()).isEqualTo(201);
        String id = text(browser.json("GET", API + "/me", Map.of()), "id");
        App app = Samples.app(new DeveloperId(id), "Own App");
        scene.core.apps().insert(app, 5, scene.clock.instant());
        return app;
    }
}
