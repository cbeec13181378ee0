package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text that an app or its developer chose, on every page that shows it. */
class HostileTextTest {

    private static final String MARKUP = "<dbx>\"'&amp;";

    private final OAuthWorld platform = new OAuthWorld();

    HostileTextTest() {
        Instant now = platform.clock.instant();
        MemoryAccountStores.on(platform.core.transactions())
                .accounts()
                .insert(new Account(
                        new DeveloperId("evil"), "d@dev.test", "developer " + MARKUP, "hash", now, null, now));
        register("web", AppType.WEB, List.of(CALLBACK));
        register("machine", AppType.MACHINE, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr_pro", "usr_pro2", "usr_multi", "usr_free"})
    @Tag("CON-01")
    @DisplayName("consent, chooser, plan page and refusal show name, developer and contact as text")
    void pagesOfARequest(String user) {
        Map<String, String> request = request("client_id", "dp_cid_evil_web");
        request.put("state", "state " + MARKUP);

        assertHarmless(platform.browser(user).get(authorize(request)), "name &lt;dbx>");
    }

    @Test
    @Tag("CON-01")
    @DisplayName("a scope, a state or a redirect URI with markup is not in the page of a dead link")
    void deadLinks() {
        for (String name : List.of("redirect_uri", "client_id")) {
            Map<String, String> request = request("client_id", "dp_cid_evil_web");
            request.put("state", MARKUP);
            request.put("scope", MARKUP);
            request.put(name, "https://x.test/" + MARKUP);
            assertHarmless(platform.browser("usr_pro").get(authorize(request)), "");
        }
    }

    @Test
    @Tag("CON-01")
    @DisplayName("installation and connected apps show name, developer and contact as text")
    void pagesOfACompany() {
        HostBrowser browser = platform.browser("usr_pro");
        assertHarmless(browser.get("/oauth/install?client_id=dp_cid_evil_machine"), "name &lt;dbx>");
        Response page = browser.get(authorize(request("client_id", "dp_cid_evil_web")));
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(303);

        assertHarmless(browser.get("/oauth/connections"), "name &lt;dbx>");
    }

    private static void assertHarmless(Response page, String shown) {
        assertThat(page.status()).isIn(200, 400, 403);
        assertThat(page.text())
                .as("status %d", page.status())
                .doesNotContain("<dbx", "\"'&amp;\"")
                .contains(shown.replace(">", page.text().contains("&lt;dbx&gt;") ? "&gt;" : ">"));
    }

    private void register(String id, AppType type, List<String> redirectUris) {
        App app = App.builder(new AppId("evil_" + id), new ClientId("dp_cid_evil_" + id), type, DefinedBy.USER)
                .owner(new DeveloperId("evil"))
                .profile(
                        AppProfile.of("name " + MARKUP + id, "description " + MARKUP, "contact" + MARKUP + "@acme.test")
                                .with()
                                .websiteUrl(URI.create("https://acme.test/%3Cdbx%3E"))
                                .termsUrl(URI.create("https://acme.test/'terms'"))
                                .build())
                .access(AppAccess.of(redirectUris, OAuthWorld.all()))
                .createdAt(platform.clock.instant())
                .build();
        platform.core.apps().insert(app, 100, platform.clock.instant());
    }
}
