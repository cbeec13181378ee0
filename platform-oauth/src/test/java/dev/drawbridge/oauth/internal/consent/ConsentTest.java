package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of the host sees and decides after an authorization request was accepted. */
class ConsentTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class ThePage {

        @Test
        @Tag("A-074")
        @Tag("CON-01")
        @DisplayName("says who wants what for which company, on which plan, and where it leads")
        void saysEverything() {
            Instant now = platform.clock.instant();
            MemoryAccountStores.on(platform.core.transactions())
                    .accounts()
                    .insert(new Account(new DeveloperId("dev"), "d@dev.test", "Acme Inc.", "hash", now, null, now));
            Response page = browser.get(authorize(request("scope", "")));

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text())
                    .contains(
                            "Acme Sync",
                            "by d@dev.test, who goes by \u201CAcme Inc.\u201D",
                            "Not reviewed by Testwork",
                            "co_pro",
                            "usr_pro@host.test")
                    .contains("client.test")
                    .contains(
                            "Read tickets",
                            "See all tickets of the company.",
                            "Use the assistant",
                            "<h2>Sensitive</h2>")
                    .contains("Requires STARTER or higher. co_pro is on PRO (500 requests/hour).");
            assertThat(HostBrowser.ticked(page)).hasSize(4);
        }

        @Test
        @Tag("A-075")
        @Tag("AUZ-19")
        @DisplayName("allows no framing, no storing, and every redirect of the chain")
        void hasTheRightHeaders() {
            Response page = browser.get(authorize(request()));

            assertThat(page.header("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("form-action");
            assertThat(page.header("X-Frame-Options")).contains("DENY");
            assertThat(page.header("Cache-Control")).contains("no-store");
        }

        @Test
        @DisplayName("says the app's name in the title and the heading alone, whole, and groups what it asks for")
        void namesTheAppOnce() {
            String name = "W".repeat(100);
            platform.register("long", AppType.WEB, name, List.of(CALLBACK), OAuthWorld.all());

            String page =
                    browser.get(authorize(request("client_id", "dp_cid_long"))).text();

            assertThat(page).contains("<h1>Allow " + name + " to access co_pro?</h1>");
            assertThat(page.split(name, -1)).as("title, heading").hasSize(3);
            assertThat(page.indexOf("<h2>Read</h2>"))
                    .isPositive()
                    .isLessThan(page.indexOf("<h2>Create and change</h2>"));
        }

        @Test
        @Tag("A-104")
        @DisplayName(
                "a page without a way back tells the request's id, the reason for programs and a hint for the developer")
        void noticesCanBeQuoted() {
            Response wrongAddress = browser.get(authorize(request("redirect_uri", "https://evil.test/stolen")));

            assertThat(wrongAddress.status()).isEqualTo(400);
            assertThat(wrongAddress.text())
                    .contains("Request ID <code>"
                            + wrongAddress.header("X-Request-Id").orElseThrow() + "</code>")
                    .contains("<code>invalid_redirect_uri</code>", "Are you the developer?", "The comparison is exact.")
                    .doesNotContain("evil.test");
            Response notYours = browser.get("/oauth/authorize/01ARZ3NDEKTSV4RRFFQ69G5FAV");
            assertThat(notYours.text())
                    .contains("Request ID <code>"
                            + notYours.header("X-Request-Id").orElseThrow() + "</code>")
                    .doesNotContain("Are you the developer?");
        }

        @Test
        @Tag("A-076")
        @DisplayName("shows a hostile name harmlessly")
        void showsAHostileNameHarmlessly() {
            platform.register(
                    "evil",
                    AppType.WEB,
                    "<img src=x onerror=alert(1)>\u202Egnp.exe",
                    List.of(CALLBACK),
                    OAuthWorld.all());

            Response page = browser.get(authorize(request("client_id", "dp_cid_evil")));

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text())
                    .doesNotContain("<img src=x")
                    .doesNotContain("\u202E")
                    .contains("&lt;img src=x");
        }

        @Test
        @Tag("RED-06")
        @DisplayName("warns when the response goes to a program on the user's computer")
        void warnsOfLoopback() {
            platform.register("native", AppType.PUBLIC, "Native", List.of("http://127.0.0.1/cb"), OAuthWorld.all());
            Map<String, String> parameters = request("client_id", "dp_cid_native");
            parameters.put("redirect_uri", "http://127.0.0.1:4711/cb");

            assertThat(browser.get(authorize(parameters)).text())
                    .contains("127.0.0.1:4711")
                    .contains("only if you started it yourself");
        }

        @Test
        void showsWhatNeedsAHigherPlanButDoesNotOfferIt() {
            Response page = platform.browser("usr_starter").get(authorize(request("scope", "")));

            assertThat(page.text()).contains("Not on your plan", "Requires PRO.");
            assertThat(HostBrowser.ticked(page))
                    .doesNotContain("scope=mcp%3Awrite")
                    .hasSize(3);
        }
    }

    @Nested
    class Allowing {

        @Test
        @Tag("AUZ-11")
        @Tag("AUZ-13")
        @DisplayName("sends the code with state and iss, and keeps grant and journal")
        void sendsTheCode() {
            Response decided = browser.submit(browser.get(authorize(request())), "decision", "allow");

            Parameters response = response(decided);
            assertThat(decided.status()).isEqualTo(303);
            assertThat(decided.header("Location").orElseThrow()).startsWith(CALLBACK + "?code=dp_ac_");
            assertThat(response.text("state")).isEqualTo("s-1");
            assertThat(response.text("iss")).isEqualTo("https://portal.test");
            Grant grant = platform.grants("co_pro").get(0);
            assertThat(grant.scopes()).isEqualTo(Scopes.of("tickets.read", "tickets.write"));
            assertThat(grant.user().value()).isEqualTo("usr_pro");
            assertThat(platform.core.journal().about("grant", grant.id().value(), 10))
                    .extracting(JournalEntry::action)
                    .containsExactly("grant.created");
        }

        @Test
        @Tag("CON-04")
        @DisplayName("grants only what stays ticked")
        void grantsOnlyWhatStaysTicked() {
            browser.submit(browser.get(authorize(request())), "decision", "allow", "scope=tickets.read");

            assertThat(platform.grants("co_pro")).extracting(Grant::scopes).containsExactly(Scopes.of("tickets.read"));
        }

        @Test
        void nothingTickedShowsTheFormAgain() {
            Response page = browser.get(authorize(request()));

            Response again = browser.submit(page, "decision", "allow", "x=y");

            assertThat(again.status()).isEqualTo(422);
            assertThat(again.text()).contains("<title>Error: ").contains("Tick at least one permission");
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(browser.submit(again, "decision", "allow", "scope=tickets.read")
                            .status())
                    .isEqualTo(303);
        }

        @ParameterizedTest
        @ValueSource(strings = {"scope=invoices.write", "scope=tickets.read&scope=mcp%3Awrite", "scope=*"})
        void whatWasNotOnThePageCannotBeAllowed(String scopes) {
            Response page = browser.get(authorize(request()));

            assertThat(browser.submit(page, "decision", "allow", scopes).status())
                    .isEqualTo(422);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        @Tag("A-078")
        @Tag("AUZ-23")
        @DisplayName("a second decision, however it comes, finds it decided")
        void aSecondDecisionFindsItDecided() {
            Response page = browser.get(authorize(request()));
            browser.submit(page, "decision", "allow");

            Response again = browser.submit(page, "decision", "allow");
            Response denied = browser.submit(page, "decision", "deny");
            Response back = browser.get(HostBrowser.action(page));

            assertThat(List.of(again, denied, back)).allSatisfy(response -> {
                assertThat(response.status()).isEqualTo(409);
                assertThat(response.text()).contains("already completed");
                assertThat(response.header("Location")).isEmpty();
            });
        }

        @Test
        @Tag("CON-07")
        @DisplayName("twenty simultaneous clicks yield one code")
        void twentyClicksYieldOneCode() {
            Response page = browser.get(authorize(request()));
            String body = String.join("&", HostBrowser.hidden(page)) + "&scope=tickets.read&decision=allow";

            List<Integer> responses = Race.of(
                    20, thread -> browser.post(HostBrowser.action(page), body).status());

            assertThat(responses).containsOnlyOnce(303).containsOnly(303, 409);
        }

        @Test
        void aSecondConsentWidensTheGrantAndKeepsItsId() {
            browser.submit(browser.get(authorize(request("scope", "tickets.read"))), "decision", "allow");
            Grant first = platform.grants("co_pro").get(0);

            browser.submit(browser.get(authorize(request("scope", "invoices.read"))), "decision", "allow");

            assertThat(platform.grants("co_pro"))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.id()).isEqualTo(first.id()))
                    .satisfies(
                            grant -> assertThat(grant.scopes()).isEqualTo(Scopes.of("invoices.read", "tickets.read")));
        }

        @Test
        void untickingWhatWasGrantedEndsTheOldGrant() {
            browser.submit(browser.get(authorize(request())), "decision", "allow");
            Grant first = platform.grants("co_pro").get(0);

            browser.submit(
                    browser.get(authorize(request("prompt", "consent"))), "decision", "allow", "scope=tickets.read");

            assertThat(platform.core.grants().find(first.id()).orElseThrow().live())
                    .isFalse();
            assertThat(platform.grants("co_pro"))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.scopes()).isEqualTo(Scopes.of("tickets.read")));
        }

        @Test
        void aFormWithoutADecisionShowsTheFormAgain() {
            Response page = browser.get(authorize(request()));

            assertThat(browser.submit(page, "decision", "perhaps").status()).isEqualTo(422);
        }
    }

    @Nested
    class Denying {

        @Test
        @Tag("A-077")
        @Tag("AUZ-14")
        @DisplayName("sends access_denied with state and iss, and makes no grant")
        void sendsAccessDenied() {
            Response decided = browser.submit(browser.get(authorize(request())), "decision", "deny");

            Parameters response = response(decided);
            assertThat(decided.status()).isEqualTo(303);
            assertThat(response.text("error")).isEqualTo("access_denied");
            assertThat(response.text("state")).isEqualTo("s-1");
            assertThat(response.text("iss")).isEqualTo("https://portal.test");
            assertThat(platform.grants("co_pro")).isEmpty();
        }
    }

    @Test
    void oldInteractionsArePurged() {
        Response page = browser.get(authorize(request()));
        platform.clock.advance(Duration.ofMinutes(71));

        platform.test.runJobs();

        assertThat(browser.get(HostBrowser.action(page)).status()).isEqualTo(400);
    }
}
