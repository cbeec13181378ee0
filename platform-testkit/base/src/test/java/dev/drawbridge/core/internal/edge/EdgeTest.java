package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.PageAssert;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {

    private final TestPlatform platform = Sample.platform();
    private final Browser browser = Browser.of(platform);

    @Nested
    class Pages {

        @Test
        @Tag("A-099")
        @DisplayName("pages, forms with errors and error pages all have the policy and nothing that breaks it")
        void areSafe() {
            PageAssert.assertThat(browser.get("/developers/sample"))
                    .hasStatus(200)
                    .isSafe();
            PageAssert.assertThat(browser.get("/developers/sample").form().submit("Allow"))
                    .hasStatus(422)
                    .isSafe();
            PageAssert.assertThat(browser.get("/developers/nowhere"))
                    .hasStatus(404)
                    .isSafe();
            PageAssert.assertThat(browser.get("/developers/broken"))
                    .hasStatus(500)
                    .isSafe();
            PageAssert.assertThat(browser.get("/oauth/authorize"))
                    .hasStatus(200)
                    .isSafeDecision();
            PageAssert.assertThat(browser.post("/oauth/authorize", Map.of()))
                    .hasStatus(405)
                    .isSafeDecision();
        }

        @Test
        void assetsOfAPageAreServedForAYear() {
            BrowserPage page = browser.get("/developers/sample");
            for (String asset : List.of(
                    page.attributes("link[rel=stylesheet]", "href").get(0),
                    page.attributes("link[rel=icon]", "href").get(0),
                    page.attributes("script", "src").get(0))) {
                Response response = browser.get(asset).response();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("Cache-Control").orElseThrow()).contains("immutable");
                assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
            }
        }

        @Test
        @Tag("A-104")
        @DisplayName("an error page shows the request id and no internals")
        void errorsCarryTheRequestId() {
            BrowserPage page = browser.get("/developers/broken");
            PageAssert.assertThat(page)
                    .hasHeading("Something went wrong")
                    .says(page.response().header("X-Request-Id").orElseThrow());
            assertThat(page.response().text()).doesNotContain("internals").doesNotContain("Exception");
        }
    }

    @Nested
    class Methods {

        @Test
        void headRespondsLikeGet() {
            assertThat(ask("HEAD", "/developers/sample").status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"OPTIONS", "PUT", "DELETE", "TRACE", "get"})
        void othersAreRefusedWithTheOnesThatWork(String method) {
            Response response = ask(method, "/developers/sample");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow")).contains("GET, HEAD, POST");
        }

        @Test
        @Tag("A-100")
        @DisplayName("a page that only sends does not gives GET")
        void readingDoesNotSend() {
            assertThat(ask("GET", "/developers/api/v1/echo").status()).isEqualTo(405);
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/developers/sample;x=1",
                    "/developers/sample/",
                    "//developers/sample",
                    "/developers//sample",
                    "/developers/./sample",
                    "/developers/x/../sample",
                    "/developers%2Fsample",
                    "/developers/%73ample",
                    "/Developers/sample",
                    "/developers/sample/a%2Fb",
                    "/developers/sample/..",
                    "/developers/sample/%2e%2e",
                    "/developers/sample/a;b",
                    "/developers/sample/%00",
                    "/developers/sample/%zz",
                    "/developers/assets/../sample",
                    "/developers/assets/000000000000000000000000/app.css",
                    "/",
                    "/developers/sample/\u00e4"
                })
        void areComparedAsTheyAre(String path) {
            assertThat(ask("GET", path).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"q=%", "q=%1", "q=%zz", "q=%ff", "q=%c0%80", "q=a%00b", "%ff=1"})
        void malformedParametersAreRefused(String query) {
            Response response = ask("GET", "/developers/api/v1/query?" + query);
            assertThat(response.status()).isEqualTo(400);
            assertThat(Json.readObject(response.body()).text("code")).contains("malformed_parameters");
        }

        @Test
        void plainOnesWork() {
            assertThat(ask("GET", "/developers/sample/a-b_c.d~1").text()).isEqualTo("a-b_c.d~1");
            assertThat(ask("GET", "/developers/api/v1/query?q=%C3%A4+b").text()).isEqualTo("\u00e4 b");
        }
    }

    @Nested
    class Bodies {

        @Test
        @Tag("A-114")
        @DisplayName("another content type is refused with 415, broken JSON with 400")
        void wrongBodiesAreRefused() {
            assertThat(browser.json("POST", "/developers/api/v1/echo", Map.of("say", "hi"))
                            .text())
                    .isEqualTo("hi");
            Request request = request("POST", "/developers/api/v1/echo");
            assertThat(platform.handle(request.withBody("{}".getBytes(StandardCharsets.UTF_8)))
                            .status())
                    .isEqualTo(415);
        }
    }

    private Response ask(String method, String target) {
        return platform.handle(request(method, target));
    }

    private static Request request(String method, String target) {
        return Request.of(method, target, Headers.NONE, InetAddress.getLoopbackAddress());
    }
}
