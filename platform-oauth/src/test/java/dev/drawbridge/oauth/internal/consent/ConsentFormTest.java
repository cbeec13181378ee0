package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which forms of the consent page count, and on what way they come. */
class ConsentFormTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class TheWayThroughTheHostsLogin {

        private final HostBrowser stranger = platform.browser();

        @Test
        @Tag("AUZ-20")
        @DisplayName("the request waits on the server; only an opaque id goes round")
        void theRequestWaitsOnTheServer() {
            Response toLogin = stranger.get(authorize(request()));

            assertThat(toLogin.status()).isEqualTo(303);
            String login = toLogin.header("Location").orElseThrow();
            assertThat(login)
                    .startsWith("/fake-login?next=%2Foauth%2Fauthorize%2F")
                    .doesNotContain("client");

            stranger.login("usr_pro");
            Response page = stranger.get(next(toLogin) + "?scope=invoices.read&redirect_uri=https://evil.test");
            assertThat(HostBrowser.ticked(page)).containsExactly("scope=tickets.read", "scope=tickets.write");
            assertThat(response(stranger.submit(page, "decision", "allow")).text("state"))
                    .isEqualTo("s-1");
        }

        @Test
        @Tag("AUZ-22")
        @DisplayName("two tabs that were begun before the login both complete")
        void twoTabsBothComplete() {
            Response one = stranger.get(authorize(request("state", "one")));
            Response two = stranger.get(authorize(request("state", "two")));
            stranger.login("usr_pro");

            Response secondPage = stranger.get(next(two));
            Response firstPage = stranger.get(next(one));

            assertThat(response(stranger.submit(firstPage, "decision", "allow")).text("state"))
                    .isEqualTo("one");
            assertThat(response(stranger.submit(secondPage, "decision", "allow"))
                            .text("state"))
                    .isEqualTo("two");
        }

        @Test
        void manyTabsDoNotFillTheCookieHeader() {
            for (int i = 0; i < 30; i++) {
                platform.clock.advance(Duration.ofMillis(5));
                stranger.get(authorize(request()));
            }
            Response last = stranger.get(authorize(request()));
            stranger.login("usr_pro");

            assertThat(stranger.cookies()).hasSizeLessThanOrEqualTo(12);
            assertThat(stranger.get(next(last)).status()).isEqualTo(200);
        }

        @Test
        @Tag("AUZ-21")
        @DisplayName("another browser cannot continue with the link")
        void anotherBrowserCannotContinue() {
            Response page = browser.get(authorize(request()));
            HostBrowser victim = platform.browser("usr_pro");

            Response opened = victim.get(HostBrowser.action(page));
            Response posted = victim.submit(page, "decision", "allow");

            assertThat(opened.status()).isEqualTo(400);
            assertThat(posted.status()).isEqualTo(400);
            assertThat(opened.text()).contains("another browser").doesNotContain("Acme");
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        private String next(Response toLogin) {
            String location = toLogin.header("Location").orElseThrow();
            return Parameters.parse(location.substring(location.indexOf('?') + 1))
                    .text("next");
        }
    }

    @Nested
    class FormsThatDoNotCount {

        @ParameterizedTest
        @ValueSource(strings = {"cross-site", "same-site"})
        @Tag("A-080")
        @DisplayName("a form sent by another site is refused")
        void anotherSiteIsRefused(String site) {
            Response page = browser.get(authorize(request()));
            String body = String.join("&", HostBrowser.hidden(page)) + "&scope=tickets.read&decision=allow";

            assertThat(browser.post(HostBrowser.action(page), body, site).status())
                    .isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        @Tag("A-080")
        @DisplayName("a foreign Origin is refused")
        void aForeignOriginIsRefused() {
            Response page = browser.get(authorize(request()));
            Headers headers = Headers.NONE
                    .with("Origin", "https://evil.test")
                    .with("Content-Type", "application/x-www-form-urlencoded");
            Request post = Request.of("POST", HostBrowser.action(page), headers, InetAddress.getLoopbackAddress())
                    .withBody("decision=allow".getBytes(StandardCharsets.US_ASCII));

            assertThat(platform.test.handle(post).status()).isEqualTo(403);
        }

        @Test
        @Tag("AUZ-21")
        @DisplayName("the form's token is needed even from our own site")
        void theTokenIsNeeded() {
            Response page = browser.get(authorize(request()));

            Response posted = browser.post(HostBrowser.action(page), "scope=tickets.read&decision=allow");

            assertThat(posted.status()).isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        @Tag("CON-08")
        @Tag("A-079")
        @DisplayName("consent by one user cannot be sent in the session of another")
        void theSessionWasSwitched() {
            Response page = browser.get(authorize(request()));
            browser.login("usr_high");

            Response posted = browser.submit(page, "decision", "allow");

            assertThat(posted.status()).isEqualTo(403);
            assertThat(posted.text()).contains("usr_high@host.test", "Continue");
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(platform.grants("co_high")).isEmpty();
            Response fresh = browser.get(HostBrowser.action(page));
            assertThat(response(browser.submit(fresh, "decision", "allow")).has("code"))
                    .isTrue();
            assertThat(platform.grants("co_high")).hasSize(1);
        }

        @Test
        @Tag("AUZ-24")
        @Tag("A-079")
        @DisplayName("after ten minutes nothing is minted, and the request can be started again")
        void afterTenMinutes() {
            Response page = browser.get(authorize(request()));
            platform.clock.advance(Duration.ofMinutes(10));

            Response late = browser.submit(page, "decision", "allow");

            assertThat(late.status()).isEqualTo(410);
            assertThat(late.text())
                    .contains("Start again", "error=access_denied")
                    .contains("state=s-1");
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(browser.get(authorize(request())).status()).isEqualTo(200);
        }

        @Test
        @Tag("RED-11")
        @DisplayName("a redirect URI that was removed meanwhile ends the request")
        void theRedirectUriWasRemoved() {
            Response page = browser.get(authorize(request()));
            App web = platform.web;
            platform.edit(web.with()
                    .access(web.access()
                            .with()
                            .redirectUris(List.of("https://client.test/new"))
                            .build())
                    .nextVersion()
                    .build());

            Response posted = browser.submit(page, "decision", "allow");

            assertThat(posted.status()).isEqualTo(400);
            assertThat(posted.header("Location")).isEmpty();
        }
    }
}
