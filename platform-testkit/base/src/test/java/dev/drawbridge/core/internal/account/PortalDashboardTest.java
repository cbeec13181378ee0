package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the portal shows. */
class PortalDashboardTest extends PortalScene {

    @Nested
    class Pages {

        @Test
        void theDashboardListsAppsAndWhatNeedsAttention() {
            String active = accounts.get("/developers/dashboard").text();
            assertThat(active)
                    .contains("My app", "Internal app", "2 of 5 active apps", "/developers/apps/new")
                    .contains("Look at this", "href=\"/developers/apps/app_mine/probe\"")
                    .doesNotContain("Revoked app", "Other app");
            String revoked =
                    accounts.get("/developers/dashboard?status=revoked").text();
            assertThat(revoked).contains("Revoked app").doesNotContain("Internal app");
            assertThat(accounts.get("/developers/dashboard?status=all").text())
                    .contains("My app", "Revoked app", "Internal app");
        }

        @Test
        void atTheLimitThereIsNoWayToANewApp() {
            for (int i = 0; i < 3; i++) {
                insert("app_" + i, "App " + i, owner(DEV), DefinedBy.USER, AppStatus.ACTIVE);
            }
            assertThat(accounts.get("/developers/dashboard").text())
                    .contains("5 of 5 active apps. Revoke one to create another.")
                    .doesNotContain("href=\"/developers/apps/new\"");
        }

        @Test
        @Tag("A-037")
        @DisplayName("an unverified developer sees why they cannot create apps, and a working resend")
        void theUnverifiedAreTold() {
            accounts.mailsTo("other@example.com");
            accounts.postForm("/developers/login", Map.of("email", "other@example.com", "password", Accounts.PASSWORD));

            String dashboard = accounts.get("/developers/dashboard").text();
            assertThat(dashboard)
                    .contains("Confirm your email to create apps", "Resend email")
                    .doesNotContain("href=\"/developers/apps/new\"");
            Response resent = accounts.postForm("/developers/verify/resend", Map.of("email", "other@example.com"));
            assertThat(resent.status()).isEqualTo(200);
            accounts.mailsTo("other@example.com");
            accounts.clock.advance(Duration.ofMinutes(1));
            assertThat(accounts.mailsTo("other@example.com")).hasSize(2);
        }

        @Test
        void anAppShowsItsTabsFactsAndSummaries() {
            String page = accounts.get("/developers/apps/app_mine").text();
            assertThat(page)
                    .contains("<h1>My app</h1>", "dp_cid_app_mine", "https://app.example/cb", "tickets.read")
                    .contains("href=\"/developers/apps/app_mine/probe\"", "Probe summary");
        }

        @Test
        @Tag("A-099")
        @DisplayName("every page has the policy, and nothing inline")
        void everyPageHasThePolicy() {
            List<String> paths = List.of(
                    "/developers/dashboard",
                    "/developers/apps/app_mine",
                    "/developers/reauth",
                    "/developers/signup",
                    "/developers/login",
                    "/developers/forgot",
                    "/developers/verify?token=x",
                    "/developers/reset?token=x",
                    "/developers/signup/sent");
            for (String path : paths) {
                Response page = accounts.get(path);
                assertThat(page.header("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"));
                assertThat(page.header("Cache-Control")).contains("no-store");
                assertThat(page.text()).doesNotContain("style=", "<style", "onclick");
            }
        }

        @Test
        void theLandingPageShowsWhatThereIs() {
            accounts.cookies().clear();
            assertThat(accounts.get("/developers").text())
                    .contains("Create account", "2,000", "No API access", "tickets.read", "invoice.paid");
        }

        @Test
        void theCatalogsArePublic() {
            assertThat(accounts.json("GET", "/catalog/scopes", Map.of()).text())
                    .contains("\"name\":\"mcp:write\"", "\"minPlan\":\"PRO\"", "\"sensitive\":true");
            assertThat(accounts.json("GET", "/catalog/events", Map.of()).text())
                    .contains("\"name\":\"ticket.created\"", "\"requiredScope\":\"tickets.read\"");
        }
    }
}
