package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Any body is a form that means one thing, or an error of OAuth. */
public final class FormBodyTarget {

    private FormBodyTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        aBody(input);
    }

    private static void aBody(byte[] body) {
        Request request = Request.of(
                        "POST",
                        "/oauth/token",
                        Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded"),
                        InetAddress.getLoopbackAddress())
                .withBody(body);
        Parameters form;
        try {
            form = TokenRequest.of(request).parameters();
        } catch (OAuthException e) {
            assertThat(e.error()).isEqualTo(OAuthError.INVALID_REQUEST);
            return;
        }
        for (String name : form.names()) {
            assertThat(name + form.text(name)).doesNotContain("\0");
        }
        String again = form.names().stream()
                .flatMap(name -> form.all(name).stream().map(value -> encode(name) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        Parameters reread = Parameters.parse(again);
        for (String name : reread.names()) {
            assertThat(reread.all(name)).isEqualTo(form.all(name));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
