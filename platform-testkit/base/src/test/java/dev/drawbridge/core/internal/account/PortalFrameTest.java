package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What surrounds pages of a developer who is logged in. */
class PortalFrameTest extends PortalScene {

    @Nested
    class Flashes {

        @Test
        @DisplayName("the page behind an action says what was done, before everything else, and says it once")
        void once() {
            Response done = accounts.postForm("/developers/apps/app_mine/done", Map.of());
            assertThat(done.status()).isEqualTo(303);
            assertThat(done.header("Location")).contains("/developers/dashboard");

            String first = accounts.get("/developers/dashboard").text();
            assertThat(first.substring(first.indexOf("<main")))
                    .containsSubsequence("role=\"status\"", "&lt;A&gt; is done.", "<h1>");
            assertThat(accounts.get("/developers/dashboard").text()).doesNotContain("is done.");
        }

        @Test
        @DisplayName("a page that comes late says nothing of it")
        void late() {
            accounts.postForm("/developers/apps/app_mine/done", Map.of());
            accounts.clock.advance(Duration.ofSeconds(30));

            assertThat(accounts.get("/developers/dashboard").text()).doesNotContain("is done.");
        }
    }

    @Nested
    class Errors {

        @Test
        @Tag("A-104")
        @DisplayName("a developer who is logged in keeps the way to their apps on an error page, and gets a request id")
        void ofDevelopers() {
            Response error = page("GET", "/developers/nowhere");

            assertThat(error.status()).isEqualTo(404);
            assertThat(error.text())
                    .contains("couldn’t find that page", "Go to your apps", "action=\"/developers/logout\"")
                    .contains(error.header("X-Request-Id").orElseThrow());
            assertThat(page("GET", "/developers/apps/app_other").text()).contains("Go to your apps");
        }

        @Test
        @DisplayName("everybody else gets a page without anybody's navigation")
        void ofStrangers() {
            accounts.cookies().clear();

            assertThat(page("GET", "/developers/nowhere").text())
                    .contains("Go to the start page")
                    .doesNotContain("/developers/logout");
        }

        @Test
        @DisplayName("a page of a button says so, and nothing of methods")
        void ofButtons() {
            Response error = page("GET", "/developers/apps/app_mine/done");

            assertThat(error.status()).isEqualTo(405);
            assertThat(error.text())
                    .contains("can’t be opened directly", "Go back and use the button on the page.")
                    .doesNotContain("POST.");
        }

        private Response page(String method, String path) {
            return accounts.send(method, path, Headers.NONE.with("Accept", "text/html"), new byte[0]);
        }
    }

    @Test
    @DisplayName("the colours that somebody chose are those of the document, without a script")
    void theme() {

        accounts.cookies().put("dp_theme", "dark");
        assertThat(accounts.get("/developers/dashboard").text()).contains("data-theme=\"dark\"");
        accounts.cookies().put("dp_theme", "\"><script>");
        assertThat(accounts.get("/developers/dashboard").text()).doesNotContain("data-theme=");
    }
}
