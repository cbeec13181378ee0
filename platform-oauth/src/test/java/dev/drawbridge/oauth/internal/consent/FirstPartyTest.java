package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Apps of the host itself: nobody is asked, and everything else is as for other apps. */
class FirstPartyTest {

    private static final String NATIVE = "http://127.0.0.1:4711/cb";

    private final OAuthWorld platform = new OAuthWorld(
            builder -> builder.firstParty(new ClientId("dp_cid_web")).firstParty(new ClientId("dp_cid_native")));
    private final HostBrowser browser = platform.browser("usr_pro");

    @Test
    @Tag("CON-11")
    @DisplayName("a user who is logged in gets a code immediately, and a grant that they can end")
    void atOnce() {
        Response redirect = browser.get(authorize(request()));

        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.header("Location").orElseThrow()).startsWith(CALLBACK + "?code=");
        assertThat(platform.grants("co_pro"))
                .extracting(Grant::scopes)
                .containsExactly(Scopes.of("tickets.read", "tickets.write"));
        assertThat(browser.get("/oauth/connections").text()).contains("Acme Sync");
        assertThat(response(browser.get(authorize(request("scope", "tickets.read invoices.read"))))
                        .has("code"))
                .isTrue();
        assertThat(platform.grants("co_pro"))
                .extracting(Grant::scopes)
                .containsExactly(Scopes.of("tickets.read", "tickets.write", "invoices.read"));
    }

    @Test
    @Tag("CON-11")
    @Tag("AUZ-17")
    @DisplayName("also after a login, and with prompt=none")
    void afterALogin() {
        HostBrowser late = platform.browser();
        String login = late.get(authorize(request())).header("Location").orElseThrow();
        late.login("usr_pro");

        assertThat(response(late.get(PushedRequestUseTest.back(login))).has("code"))
                .isTrue();
        assertThat(response(platform.browser("usr_high").get(authorize(request("prompt", "none"))))
                        .has("code"))
                .isTrue();
    }

    @Test
    @Tag("CON-11")
    @DisplayName("redirect URI, PKCE, scopes, plan and the right to connect apps are judged as ever")
    void nothingElseIsSkipped() {
        assertThat(browser.get(authorize(request("redirect_uri", "https://evil.test/")))
                        .status())
                .isEqualTo(400);
        assertThat(error(request("code_challenge", null))).isEqualTo("invalid_request");
        assertThat(error(request("scope", "invoices.write"))).isEqualTo("invalid_scope");
        assertThat(platform.browser("usr_free").get(authorize(request())).status())
                .isEqualTo(403);
        assertThat(platform.browser("usr_pro2").get(authorize(request())).status())
                .isEqualTo(403);
        assertThat(platform.grants("co_pro")).isEmpty();
    }

    @Test
    @Tag("CON-11")
    @DisplayName("who belongs to several companies still chooses, but is asked nothing more")
    void severalCompanies() {
        HostBrowser multi = platform.browser("usr_multi");
        Response chooser = multi.get(authorize(request()));
        assertThat(chooser.text()).contains("type=\"radio\"");

        Response chosen = multi.submit(chooser, "company", "co_high");
        Response redirect = multi.get(chosen.header("Location").orElseThrow());

        assertThat(response(redirect).has("code")).isTrue();
        assertThat(platform.grants("co_high")).hasSize(1);
    }

    @Test
    @Tag("CON-11")
    @Tag("CON-03")
    @DisplayName("prompt=consent, and a public app on a loopback port, get the page")
    void thePageIsShown() {
        platform.register("native", AppType.PUBLIC, "Native", List.of(NATIVE), OAuthWorld.all());
        Map<String, String> wanted = request("client_id", "dp_cid_native");
        wanted.put("redirect_uri", NATIVE);

        assertThat(browser.get(authorize(wanted)).text()).contains("Allow access");
        assertThat(browser.get(authorize(request("prompt", "consent"))).text()).contains("Allow access");
    }

    @Test
    @Tag("CON-11")
    @DisplayName("other apps are asked about")
    void otherApps() {
        platform.register("other", AppType.WEB, "Other", List.of(CALLBACK), OAuthWorld.all());

        assertThat(browser.get(authorize(request("client_id", "dp_cid_other"))).text())
                .contains("Allow access");
    }

    private String error(Map<String, String> parameters) {
        Response redirect = browser.get(authorize(parameters));
        return Parameters.parse(
                        URI.create(redirect.header("Location").orElseThrow()).getRawQuery())
                .text("error");
    }
}
