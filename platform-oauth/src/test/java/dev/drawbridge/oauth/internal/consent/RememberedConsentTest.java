package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked again, and what is not, of a user who allowed an app something before. */
class RememberedConsentTest extends RememberedConsentScene {

    @Nested
    class WhatWasAllowedBefore {

        @BeforeEach
        void allowTickets() {
            allow(browser, request());
        }

        @ParameterizedTest
        @ValueSource(strings = {"tickets.read tickets.write", "tickets.write", "tickets.read"})
        @Tag("CON-02")
        @Tag("A-083")
        @DisplayName("the same scopes or fewer get a code immediately, from the same grant")
        void getsACodeImmediately(String scope) {
            Grant before = platform.grants("co_pro").get(0);
            int cookies = browser.cookies().size();

            Response response = browser.get(authorize(request("scope", scope)));

            isCode(response);
            assertThat(platform.grants("co_pro")).containsExactly(before);
            assertThat(browser.cookies()).hasSize(cookies);
        }

        @Test
        @Tag("CON-02")
        @DisplayName("every request gets a code of its own")
        void everyRequestGetsItsOwnCode() {
            String one = response(browser.get(authorize(request()))).text("code");
            String two = response(browser.get(authorize(request()))).text("code");

            assertThat(one).isNotEqualTo(two);
        }

        @Test
        @Tag("CON-02")
        @Tag("A-083")
        @DisplayName("a new scope shows the page: the new one is marked, the old one is below")
        void aNewScopeShowsThePage() {
            Response page = browser.get(authorize(request("scope", "tickets.read invoices.read")));

            isPage(page);
            assertThat(page.text()).containsOnlyOnce("(New").contains("Read invoices (New)", "Already allowed");
            assertThat(page.text().indexOf("Read invoices"))
                    .isLessThan(page.text().indexOf("Already allowed"));
            assertThat(page.text().indexOf("Already allowed"))
                    .isLessThan(page.text().indexOf("Read tickets"));
            assertThat(HostBrowser.ticked(page)).containsExactly("scope=invoices.read", "scope=tickets.read");
        }

        @Test
        @Tag("CON-02")
        @Tag("A-083")
        @DisplayName("what is not asked for again is listed, and stays allowed")
        void whatIsNotAskedForStays() {
            Response page = browser.get(authorize(request("scope", "invoices.read")));
            assertThat(page.text()).contains("Read invoices (New)", "Already allowed", "Read tickets");

            browser.submit(page, "decision", "allow");

            assertThat(platform.grants("co_pro"))
                    .extracting(Grant::scopes)
                    .containsExactly(Scopes.of("invoices.read", "tickets.read", "tickets.write"));
            isCode(browser.get(authorize(request("scope", "invoices.read tickets.write"))));
        }

        @Test
        @Tag("CON-04")
        @DisplayName("an old scope that is unticked on the page of a new one is withdrawn")
        void anOldScopeCanBeUnticked() {
            Response page = browser.get(authorize(request("scope", "tickets.read tickets.write invoices.read")));

            browser.submit(page, "decision", "allow", "scope=invoices.read", "scope=tickets.read");

            assertThat(platform.grants("co_pro"))
                    .extracting(Grant::scopes)
                    .containsExactly(Scopes.of("invoices.read", "tickets.read"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"consent", "login", "select_account", "login consent"})
        @Tag("AUZ-17")
        @Tag("A-083")
        @DisplayName("prompt=consent shows the page, with nothing marked as new")
        void promptConsentShowsThePage(String prompt) {
            Response page = browser.get(authorize(request("prompt", prompt)));

            isPage(page);
            assertThat(page.text()).contains("Already allowed").doesNotContain("(New");
            isPage(browser.get(HostBrowser.action(page)));
            isCode(browser.submit(page, "decision", "allow"));
        }

        @Test
        @Tag("AUZ-17")
        @DisplayName("prompt=none gets the code, or consent_required for a new scope")
        void promptNoneGetsTheCode() {
            Map<String, String> parameters = request("prompt", "none");
            isCode(browser.get(authorize(parameters)));

            parameters.put("scope", "tickets.read invoices.read");
            assertThat(response(browser.get(authorize(parameters))).text("error"))
                    .isEqualTo("consent_required");
        }

        @Test
        @Tag("AUZ-17")
        @DisplayName("prompt=none without a login gives login_required, whatever was allowed")
        void promptNoneNeedsALogin() {
            Response response = platform.browser().get(authorize(request("prompt", "none")));

            assertThat(response(response).text("error")).isEqualTo("login_required");
        }

        @Test
        @Tag("CON-02")
        @DisplayName("it is the user's own: another user of the company is asked")
        void anotherUserIsAsked() {
            platform.test.host().join("co_pro", "usr_colleague", true);

            isPage(platform.browser("usr_colleague").get(authorize(request())));
        }

        @Test
        @Tag("CON-02")
        @DisplayName("another app is asked about")
        void anotherAppIsAskedAbout() {
            platform.register("other", AppType.WEB, "Other", List.of(CALLBACK), OAuthWorld.all());

            isPage(browser.get(authorize(request("client_id", "dp_cid_other"))));
        }

        @Test
        @Tag("CON-05")
        @DisplayName("after disconnecting the next request asks again")
        void afterDisconnectingTheUserIsAsked() {
            Response connections = browser.get("/oauth/connections");
            browser.submit(connections, "action", "disconnect", "x=y");
            assertThat(platform.grants("co_pro")).isEmpty();

            Response page = browser.get(authorize(request()));

            isPage(page);
            assertThat(page.text()).doesNotContain("(New", "Already allowed");
        }

        @Test
        @Tag("A-081")
        @Tag("A-082")
        @DisplayName("plan and right are checked all the same")
        void planAndRightAreChecked() {
            platform.test.host().plan("co_pro", Tier.FREE);
            assertThat(browser.get(authorize(request())).status()).isEqualTo(403);
            assertThat(response(browser.get(authorize(request("prompt", "none"))))
                            .text("error"))
                    .isEqualTo("consent_required");

            platform.test.host().plan("co_pro", Tier.PRO);
            platform.test.host().leave("co_pro", "usr_pro");
            platform.test.host().join("co_pro", "usr_pro", false);
            assertThat(browser.get(authorize(request())).status()).isEqualTo(403);
        }

        @Test
        @Tag("A-072")
        @DisplayName("a revoked app gets the page of a dead link, not a code")
        void aRevokedAppGetsNoCode() {
            platform.revoke(platform.web.id());

            assertThat(browser.get(authorize(request())).status()).isEqualTo(400);
        }
    }

    @Nested
    class OnTheWay {

        @Test
        @Tag("A-075")
        @DisplayName("login, authorize and app are one chain of redirects")
        void theLoginEndsAtTheApp() {
            allow(browser, request());
            HostBrowser stranger = platform.browser();
            Response toLogin = stranger.get(authorize(request()));
            String login = toLogin.header("Location").orElseThrow();
            stranger.login("usr_pro");

            String next =
                    Parameters.parse(login.substring(login.indexOf('?') + 1)).text("next");
            isCode(stranger.get(next));
            assertThat(stranger.get(next).status()).isEqualTo(409);
        }

        @Test
        @Tag("AUZ-20")
        @DisplayName("prompt=consent survives the login")
        void promptConsentSurvivesTheLogin() {
            allow(browser, request());
            HostBrowser stranger = platform.browser();
            String login = stranger.get(authorize(request("prompt", "consent")))
                    .header("Location")
                    .orElseThrow();
            stranger.login("usr_pro");

            isPage(stranger.get(
                    Parameters.parse(login.substring(login.indexOf('?') + 1)).text("next")));
        }

        @Test
        @Tag("CON-02")
        @DisplayName("a user of several companies still chooses, and is remembered for the one they allowed")
        void theCompanyIsChosenFirst() {
            HostBrowser multi = platform.browser("usr_multi");
            Response chooser = multi.get(authorize(request()));
            multi.submit(multi.get(location(multi.submit(chooser, "company", "co_high"))), "decision", "allow");

            Response again = multi.get(authorize(request()));
            assertThat(again.text()).contains("name=\"company\"");
            assertThat(again.header("Content-Security-Policy").orElseThrow()).doesNotContain("form-action");
            isCode(multi.get(location(multi.submit(again, "company", "co_high"))));

            Response other = multi.get(authorize(request()));
            isPage(multi.get(location(multi.submit(other, "company", "co_pro"))));
            assertThat(response(multi.get(authorize(request("prompt", "none")))).text("error"))
                    .isEqualTo("consent_required");
        }

        private String location(Response redirect) {
            return redirect.header("Location").orElseThrow();
        }
    }

    @Nested
    class PublicApps {

        @ParameterizedTest
        @CsvSource({
            "https://app.client.test/cb, true",
            "http://127.0.0.1:4711/cb, false",
            "com.client.app:/cb, false",
            "https://localhost/cb, false",
            "https://127.0.0.1:8443/cb, false",
            "https://[::1]/cb, false",
            "https://localhost.client.test/cb, true"
        })
        @Tag("CON-03")
        @DisplayName("are remembered only where nobody else can take the response")
        void areRememberedOnClaimedHostsOnly(String uri, boolean remembered) {
            platform.register("public", AppType.PUBLIC, "Public", List.of(uri), OAuthWorld.all());
            Map<String, String> parameters = request("client_id", "dp_cid_public");
            parameters.put("redirect_uri", uri);
            allow(browser, parameters);

            Response response = browser.get(authorize(parameters));
            parameters.put("prompt", "none");
            Parameters silent = response(browser.get(authorize(parameters)));

            assertThat(response.status()).isEqualTo(remembered ? 303 : 200);
            assertThat(silent.has("code")).isEqualTo(remembered);
            assertThat(silent.text("error")).isEqualTo(remembered ? "" : "consent_required");
        }
    }
}
