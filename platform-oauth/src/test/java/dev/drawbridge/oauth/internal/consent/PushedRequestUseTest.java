package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a browser can do with the request_uri of a pushed request. */
class PushedRequestUseTest extends PushedRequestScene {

    @Nested
    class WhatTheBrowserDoesWithIt {

        @Test
        @Tag("PAR-06")
        @DisplayName("what was pushed wins, everything else in the query is ignored")
        void thePushedOnesWin() {
            String other = begin(uri(push(form("scope", "tickets.read"))))
                    + "&scope=tickets.write&state=evil&state=twice&redirect_uri=https://evil.test/&response_type=token"
                    + "&request=eyJ&prompt=none&code_challenge_method=plain";

            Response page = browser.get(other);
            assertThat(HostBrowser.ticked(page)).containsExactly("scope=tickets.read");
            Response redirect = browser.submit(page, "decision", "allow");
            assertThat(redirect.header("Location").orElseThrow()).startsWith(OAuthScene.REDIRECT_URI + "?code=");
            assertThat(response(redirect).all("state")).containsExactly("s-1");
        }

        @Test
        @Tag("PAR-05")
        @DisplayName("reloading before the decision works, after it the request_uri is refused")
        void isDecidedOnce() {
            String begin = begin(uri(push(form())));

            Response first = browser.get(begin);
            Response second = browser.get(begin);
            Response allowed = browser.submit(second, "decision", "allow");

            assertThat(response(allowed).has("code")).isTrue();
            assertThat(browser.submit(first, "decision", "allow").status()).isEqualTo(409);
            assertErrorPage(browser.get(begin));
        }

        @Test
        @Tag("PAR-05")
        @DisplayName("a denial uses it up as well")
        void aDenialUsesItUp() {
            String begin = begin(uri(push(form())));

            Response denied = browser.submit(browser.get(begin), "decision", "deny");

            assertThat(response(denied).text("error")).isEqualTo("access_denied");
            assertErrorPage(browser.get(begin));
        }

        @Test
        @Tag("PAR-05")
        @DisplayName("a decision from memory uses it up too, also after a login")
        void aRememberedDecisionUsesItUp() {
            browser.submit(browser.get(begin(uri(push(form())))), "decision", "allow");
            String atOnce = begin(uri(push(form())));
            String twice = begin(uri(push(form())));
            HostBrowser late = platform.browser();
            String first = late.get(twice).header("Location").orElseThrow();
            String second = late.get(twice).header("Location").orElseThrow();
            late.login("usr_pro");

            assertThat(response(browser.get(atOnce)).has("code")).isTrue();
            assertErrorPage(browser.get(atOnce));
            assertThat(response(late.get(back(first))).has("code")).isTrue();
            assertThat(late.get(back(second)).status()).isEqualTo(409);
            assertErrorPage(late.get(twice));
        }

        @Test
        @Tag("PAR-08")
        @DisplayName("login and cookies carry nothing of what was pushed")
        void nothingLeaks() {
            HostBrowser stranger = platform.browser();
            Response login = stranger.get(begin(uri(push(form("state", "very-private")))));

            assertThat(login.status()).isEqualTo(303);
            assertThat(login.header("Location").orElseThrow())
                    .doesNotContain("very-private", "request_uri", OAuthWorld.CHALLENGE);
            assertThat(stranger.cookies().toString()).doesNotContain("very-private", OAuthWorld.CHALLENGE);
        }

        @Test
        @Tag("PAR-08")
        @Tag("AUZ-24")
        @DisplayName("a page that came too late offers no link with what was pushed")
        void tooLateToDecide() {
            Response page = browser.get(begin(uri(push(form()))));
            platform.clock.advance(Duration.ofMinutes(10));

            Response late = browser.submit(page, "decision", "allow");

            assertThat(late.status()).isEqualTo(410);
            assertThat(late.text()).contains("error=access_denied").doesNotContain("code_challenge", "Start again");
        }

        @Test
        @Tag("PAR-04")
        @DisplayName("it expires after 90 seconds, but what was begun in time can be decided later")
        void expires() {
            String begin = begin(uri(push(form())));
            platform.clock.advance(Duration.ofSeconds(89));
            Response page = browser.get(begin);
            platform.clock.advance(Duration.ofSeconds(1));

            assertErrorPage(browser.get(begin));
            assertThat(response(browser.submit(page, "decision", "allow")).has("code"))
                    .isTrue();
        }

        @Test
        @Tag("PAR-04")
        @DisplayName("unknown, somebody else's or without a client it is an error page")
        void isBoundToTheApp() {
            String uri = uri(push(form()));

            assertErrorPage(browser.get(begin("dp_cid_web", uri)));
            assertErrorPage(browser.get(begin(PREFIX + "a".repeat(43))));
            assertErrorPage(browser.get(begin(PREFIX)));
            Response twice = browser.get(begin(uri) + "&request_uri=" + OAuthWorld.encode(uri));
            Response nobody = browser.get("/oauth/authorize?request_uri=" + OAuthWorld.encode(uri));
            assertThat(List.of(twice, nobody)).allSatisfy(page -> {
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.header("Location")).isEmpty();
            });
            assertThat(browser.get(begin(uri)).status()).isEqualTo(200);
        }

        @Test
        @Tag("AUZ-25")
        @DisplayName("an unknown request_uri is not supported")
        void foreignRequestUri() {
            Response response = browser.get(authorize(request("request_uri", "https://client.test/r.jwt")));

            assertThat(response(response).text("error")).isEqualTo("request_uri_not_supported");
        }

        @Test
        @Tag("AUZ-17")
        @DisplayName("a prompt that was pushed counts")
        void thePromptCounts() {
            Response response = browser.get(begin(uri(push(form("prompt", "none")))));

            assertThat(response(response).text("error")).isEqualTo("consent_required");
        }

        @Test
        void whatIsOverIsPurged() {
            TokenHash hash = TokenHash.of(uri(push(form())));
            platform.clock.advance(Duration.ofMinutes(16));
            platform.test.runJobs();
            assertThat(platform.stores.pushedRequests().find(hash)).isPresent();

            platform.clock.advance(Duration.ofMinutes(1));
            platform.test.runJobs();
            assertThat(platform.stores.pushedRequests().find(hash)).isEmpty();
        }
    }

    /** Where the host sends the browser after the login. */
    static String back(String loginUrl) {
        return Parameters.parse(URI.create(loginUrl).getRawQuery()).text("next");
    }

    static void assertErrorPage(Response page) {
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("invalid_request_uri");
        assertThat(page.header("Location")).isEmpty();
    }
}
