package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What developers see and decide while an endpoint is off. */
@Timeout(60)
class WebhookOutageTest {

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final WebhookScene scene = new WebhookScene();
    private final Browser browser = Browser.of(scene.test);
    private final App app = WebhookPortalTest.ownApp(scene, browser, "dev@acme.test");
    private final String calls = "/developers/api/v1/apps/" + app.id() + "/webhooks";
    private String id = "";
    private String page = "";

    @BeforeEach
    void failOnce() {
        assertThat(scene.core
                        .grants()
                        .insert(Samples.consent(app.id(), WebhookScene.COMPANY, new UserId("usr_pro"))
                                .withSince(scene.clock.instant())))
                .isTrue();
        Response created = browser.json(
                "POST", calls, Map.of("url", receiver.url().toString(), "events", List.of("ticket.created")));
        id = text(created, "id");
        page = "/developers/apps/" + app.id() + "/webhooks/" + id;
        receiver.respond(500);
        scene.publish();
        scene.send();
        receiver.respond(204);
    }

    @AfterEach
    void stop() {
        scene.test.platform().close();
        receiver.close();
    }

    @Test
    @DisplayName("what is pending is on hold while the endpoint is off: no next attempt, in JSON and on pages")
    void onHold() {
        assertThat(deliveries("")).contains("\"status\":\"PENDING\"").doesNotContain("\"nextAttemptAt\":null");
        pause();

        assertThat(deliveries("")).contains("\"status\":\"ON_HOLD\"", "\"nextAttemptAt\":null");
        assertThat(deliveries("?status=on_hold")).contains("ON_HOLD");
        assertThat(deliveries("?status=pending")).contains("\"items\":[]");
        BrowserPage shown = browser.get(page);
        assertThat(shown)
                .isSafe()
                .says("You turned this endpoint off.")
                .says("1 delivery is on hold")
                .says("Last response: 500");
        assertThat(shown.text()).doesNotContain("Pending");
        BrowserPage delivery = shown.click("ticket.created");
        assertThat(delivery).says("On hold");
        assertThat(delivery.text()).doesNotContain("Next attempt");
    }

    @Test
    @DisplayName("enabling asks what becomes of the backlog, and sends it")
    void enableAndSend() {
        pause();
        BrowserPage form = browser.get(page).click("Enable");
        assertThat(form).isSafe().says("1 delivery is on hold").says("Send the delivery on hold");

        form.form(page + "/enable").submit("Enable endpoint").follow();
        scene.clock.advance(Duration.ofHours(1));
        scene.send();

        assertThat(receiver.received()).hasSize(2);
        assertThat(deliveries("")).contains("\"status\":\"DELIVERED\"");
    }

    @Test
    @DisplayName("enabling drops the backlog if the developer says so: nothing of it is sent, recover brings it back")
    void enableAndDrop() {
        pause();
        Response enabled = browser.json("POST", calls + "/" + id + "/enable", Map.of("backlog", "DROP"));
        assertThat(enabled.status()).isEqualTo(200);
        assertThat(text(enabled, "status")).isEqualTo("ACTIVE");
        scene.send();
        assertThat(receiver.received()).hasSize(1);
        assertThat(deliveries("")).contains("\"status\":\"FAILED\"", "\"reason\":\"cancelled\"");

        Response recovered =
                browser.json("POST", calls + "/" + id + "/recover", Map.of("since", "2020-01-01T00:00:00Z"));
        assertThat(recovered.status()).isEqualTo(202);
        assertThat(recovered.text()).contains("\"queued\":1");
        scene.send();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    @DisplayName("an endpoint that is off recovers nothing, and a choice or a time that nobody knows is refused")
    void refusals() {
        pause();
        Response off = browser.json("POST", calls + "/" + id + "/recover", Map.of("since", "2020-01-01T00:00:00Z"));
        assertThat(off.status()).isEqualTo(409);
        assertThat(text(off, "code")).isEqualTo("endpoint_not_active");

        Response odd = browser.json("POST", calls + "/" + id + "/enable", Map.of("backlog", "KEEP"));
        assertThat(odd.status()).isEqualTo(422);
        assertThat(text(odd, "code")).isEqualTo("unknown_backlog");
        assertThat(browser.json("POST", calls + "/" + id + "/recover", Map.of("since", "yesterday"))
                        .status())
                .isEqualTo(422);
        assertThat(text(browser.json("GET", calls + "/" + id, Map.of()), "status"))
                .isEqualTo("PAUSED");
    }

    @Test
    @DisplayName("the success rate is the share of attempts, and nothing before the first")
    void successRate() {
        Response fresh = browser.json(
                "POST", calls, Map.of("url", receiver.url().toString(), "events", List.of("ticket.created")));
        assertThat(fresh.text()).contains("\"successRate7d\":null", "\"lastDeliveryAt\":null");
        assertThat(endpoint()).contains("\"successRate7d\":0.0", "\"lastDeliveryAt\":null");

        browser.json("POST", calls + "/" + id + "/test", Map.of());
        scene.send();

        assertThat(endpoint()).contains("\"successRate7d\":0.5").doesNotContain("\"lastDeliveryAt\":null");
    }

    @Test
    @DisplayName("a filter that nobody knows shows all on the page, and an empty one says so with a way back")
    void filters() {
        assertThat(browser.get(page + "?status=nonsense"))
                .hasStatus(200)
                .says("ticket.created")
                .says("All (1)");
        BrowserPage none = browser.get(page + "?status=DELIVERED");
        assertThat(none).says("No delivered messages.").isSafe();
        assertThat(none.click("Show all")).says("ticket.created");
    }

    @Test
    @DisplayName(
            "an app whose scopes cover no event is told which scope it lacks instead of a form that nobody can send")
    void noEvents() {
        assertThat(browser.get("/developers/apps/" + app.id() + "/webhooks/new"))
                .says("Events your app's scopes don't cover")
                .says("invoice.paid needs invoices.read");
        App without = Samples.app(app.owner(), "No Events")
                .with()
                .access(AppAccess.of(List.of("https://app.test/cb"), Scopes.of("leads.read")))
                .build();
        scene.core.apps().insert(without, 5, scene.clock.instant());

        BrowserPage empty = browser.get("/developers/apps/" + without.id() + "/webhooks/new");

        assertThat(empty).isSafe().says("Your app's scopes cover no events");
        assertThat(empty.count("input[name=url]")).isZero();
    }

    private void pause() {
        assertThat(browser.get(page).form(page + "/pause").submit().follow()).says("Disabled by you");
    }

    private String deliveries(String query) {
        return browser.json("GET", calls + "/" + id + "/deliveries" + query, Map.of())
                .text();
    }

    private String endpoint() {
        return browser.json("GET", calls + "/" + id, Map.of()).text();
    }

    private static String text(Response response, String name) {
        return Json.readObject(response.body()).text(name).orElseThrow();
    }
}
