package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of an app asks those who allowed it before. */
class ChangedAppConsentTest extends RememberedConsentScene {

    @Nested
    class AChangeOfTheApp {

        private App app = platform.web;

        private void edit(String name, String logo, String description, List<String> redirectUris, Scopes scopes) {
            AppProfile profile = AppProfile.of(name, description, "help@acme.test")
                    .with()
                    .logoUrl(logo.isEmpty() ? null : URI.create(logo))
                    .build();
            AppAccess access = app.access()
                    .with()
                    .redirectUris(redirectUris)
                    .scopes(scopes)
                    .build();
            app = app.with().profile(profile).access(access).nextVersion().build();
            platform.edit(app);
        }

        private void narrow() {
            edit("Acme Sync", "", "", List.of(CALLBACK), Scopes.of("tickets.read", "tickets.write"));
        }

        @ParameterizedTest
        @CsvSource({
            "Acme Pay, '', https://client.test/cb, tickets.read tickets.write",
            "Acme Sync, https://client.test/new.png, https://client.test/cb, tickets.read tickets.write",
            "Acme Sync, '', https://client.test/cb https://evil.test/cb, tickets.read tickets.write",
            "Acme Sync, '', https://client.test/cb, tickets.read tickets.write invoices.read",
            "Acme Sync, '', https://client.test/cb, tickets.*  mcp:write"
        })
        @Tag("CON-09")
        @DisplayName("of name, logo, redirect hosts or more scopes asks again, once")
        void asksAgain(String name, String logo, String uris, String scopes) {
            narrow();
            allow(browser, request());
            isCode(browser.get(authorize(request())));

            edit(name, logo, "", List.of(uris.split(" ")), Scopes.of(scopes.split(" +")));
            Response page = browser.get(authorize(request()));

            isPage(page);
            assertThat(page.text()).contains("details changed since you allowed it", "Already allowed");
            assertThat(response(browser.get(authorize(request("prompt", "none"))))
                            .text("error"))
                    .isEqualTo("consent_required");
            isCode(browser.submit(page, "decision", "allow"));
            isCode(browser.get(authorize(request())));
        }

        @Test
        @Tag("CON-09")
        @DisplayName("of anything else, or to fewer scopes, does not ask again")
        void ofAnythingElseDoesNotAsk() {
            allow(browser, request());

            edit(
                    "Acme Sync",
                    "",
                    "Another description",
                    List.of(CALLBACK, "https://client.test/second"),
                    Scopes.of("tickets.read", "tickets.write"));

            isCode(browser.get(authorize(request())));
        }

        @Test
        @Tag("CON-09")
        @DisplayName("between page and decision shows the page again")
        void betweenPageAndDecisionShowsThePageAgain() {
            Response page = browser.get(authorize(request()));
            edit("Acme Pay", "", "", List.of(CALLBACK), OAuthWorld.all());

            Response decided = browser.submit(page, "decision", "allow");

            assertThat(decided.status()).isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
            Response fresh = browser.get(HostBrowser.action(page));
            assertThat(fresh.text()).contains("Allow Acme Pay to access");
            isCode(browser.submit(fresh, "decision", "allow"));
        }
    }
}
