package dev.drawbridge.oauth.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many browsers with one {@code request_uri} (RFC 9126 §4): one of them gets a response. */
class PushedRequestRaceTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final OAuthScene scene = platform.oauth;
    private final OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read", "tickets.write");
    private final HostBrowser browser = platform.browser("usr_pro");

    @Test
    @Tag("PAR-05")
    @DisplayName("of fifty simultaneous decisions, from fifty browsers, one gets a code")
    void isDecidedOnceUnderLoad() {
        String begin = begin();
        List<HostBrowser> browsers = Stream.generate(() -> platform.browser("usr_pro"))
                .limit(Race.THREADS)
                .toList();
        List<Response> pages = browsers.stream().map(each -> each.get(begin)).toList();

        List<Response> responses =
                Race.run(thread -> browsers.get(thread).submit(pages.get(thread), "decision", "allow"));

        assertThat(responses).filteredOn(response -> response.status() == 303).hasSize(1);
        assertThat(responses).filteredOn(response -> response.status() == 409).hasSize(Race.THREADS - 1);
        PushedRequestUseTest.assertErrorPage(browser.get(begin));
    }

    @Test
    @Tag("PAR-05")
    @Tag("CON-07")
    @DisplayName("of fifty visits that memory could decide, one gets a code")
    void isRepeatedOnceUnderLoad() {
        browser.submit(browser.get(begin()), "decision", "allow");
        String begin = begin();

        List<Response> responses =
                Race.run(thread -> platform.browser("usr_pro").get(begin));

        assertThat(responses).filteredOn(response -> response.status() == 303).hasSize(1);
        assertThat(responses)
                .filteredOn(response -> response.status() != 303)
                .hasSize(Race.THREADS - 1)
                .allSatisfy(PushedRequestUseTest::assertErrorPage);
    }

    /** Pushes a request, and returns where it begins. */
    private String begin() {
        String clientId = client.app().clientId().value();
        Map<String, String> form = OAuthWorld.request("client_id", clientId);
        form.put("redirect_uri", OAuthScene.REDIRECT_URI);
        Response pushed =
                scene.post("/oauth/par", Headers.NONE.plus("Authorization", client.basic()), OAuthScene.encode(form));
        String uri = OAuthScene.text(pushed, "request_uri");
        return "/oauth/authorize?" + OAuthWorld.encode(Map.of("client_id", clientId, "request_uri", uri));
    }
}
