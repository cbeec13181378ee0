package dev.drawbridge.core.internal.csrf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.secret.Vault;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {

    private static final Optional<String> SESSION = Optional.of("session-1");

    private final FormTokens tokens = new FormTokens(new Vault(List.of(new byte[32]), new Random(1)));
    private final CrossSite crossSite = new CrossSite(URI.create("https://Acme.example:443"), tokens);

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}, session {2}, token {3}: {4}")
    @Tag("A-100")
    @Tag("A-101")
    @DisplayName("what browsers and programs send decides")
    @CsvSource({
        "same-origin, https://acme.example, yes, no,  passes",
        "same-origin, -,                    yes, no,  passes",
        "same-origin, null,                 yes, no,  passes",
        "none,        -,                    yes, no,  passes",
        "same-site,   https://acme.example, yes, yes, cross_site",
        "cross-site,  https://evil.example, yes, yes, cross_site",
        "cross-site,  -,                    no,  no,  cross_site",
        "rubbish,     -,                    no,  no,  cross_site",
        "same-origin, https://evil.example, yes, yes, cross_site",
        "-,           https://evil.example, yes, yes, cross_site",
        "-,           https://evil.example, no,  no,  cross_site",
        "-,           https://acme.example.evil.example, no, no, cross_site",
        "-,           http://acme.example,  no,  no,  cross_site",
        "-,           https://acme.example, yes, no,  passes",
        "-,           -,                    yes, yes, passes",
        "-,           -,                    yes, no,  form_expired",
        "-,           -,                    no,  no,  passes",
        "-,           null,                 yes, yes, passes",
        "-,           null,                 yes, no,  form_expired",
        "-,           null,                 no,  no,  form_expired",
    })
    void decides(String site, String origin, String session, String token, String outcome) {
        Headers headers = Headers.of(Map.of("Content-Type", List.of("application/x-www-form-urlencoded")));
        headers = site.equals("-") ? headers : headers.with("Sec-Fetch-Site", site);
        headers = origin.equals("-") ? headers : headers.with("Origin", origin);
        String body = token.equals("yes") ? "a=b&csrf=" + tokens.issue("session-1") : "a=b";
        Optional<String> binding = session.equals("yes") ? SESSION : Optional.empty();
        assertThat(crossSite
                        .check(request(headers, body), binding)
                        .map(CrossSiteRefusal::wireName)
                        .orElse("passes"))
                .isEqualTo(outcome);
    }

    @Test
    void aTokenCountsForItsOwnBindingOnly() {
        assertThat(tokens.verify("session-1", tokens.issue("session-1"))).isTrue();
        assertThat(tokens.verify("session-1", tokens.issue("session-2"))).isFalse();
        assertThat(tokens.verify("session-1", "")).isFalse();
        assertThat(tokens.verify("session-1", "%%%")).isFalse();
    }

    @Test
    void jsonWithoutAnyHintNeedsProofThatItCannotGive() {
        Headers headers = Headers.NONE.with("Content-Type", "application/json");
        assertThat(crossSite.check(request(headers, "{}"), SESSION)).contains(CrossSiteRefusal.FORM_EXPIRED);
    }

    private static Request request(Headers headers, String body) {
        return Request.of("POST", "/developers/x", headers, InetAddress.getLoopbackAddress())
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
