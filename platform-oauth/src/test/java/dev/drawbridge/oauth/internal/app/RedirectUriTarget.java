package dev.drawbridge.oauth.internal.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.app.AppType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Any text is refused as a redirect URI, or is one that means the same to everybody. */
public final class RedirectUriTarget {

    private static final String HTTPS = "https://client.example/callback";
    private static final String LOOPBACK = "http://127.0.0.1:8000/callback";

    private RedirectUriTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        whatIsRegistered(input);
        whatIsRequested(input);
    }

    private static void whatIsRegistered(byte[] input) {
        String uri = new String(input, StandardCharsets.UTF_8);
        for (AppType type : List.of(AppType.WEB, AppType.PUBLIC)) {
            if (RedirectUriFault.of(uri, new PrivateUse(type == AppType.PUBLIC, Set.of("cursor")))
                    .isPresent()) {
                continue;
            }
            assertThat(RedirectUris.matches(uri, uri)).isTrue();
            assertThat(RedirectUris.destination(uri)).isNotEmpty();
            String wire = RedirectUris.wireForm(uri);
            assertThat(wire.chars()).allMatch(c -> c > ' ' && c < 0x7F);
            if (wire.matches("[^/]+://(\\?.*)?")) {
                // RFC 3986 allows an authority of no characters and no path after it, java.net.URI does not.
                continue;
            }
            URI parsed = URI.create(wire);
            assertThat(parsed.getRawFragment()).isNull();
            assertThat(parsed.getRawUserInfo()).isNull();
            assertThat(parsed.getScheme()).isNotIn("javascript", "data", "vbscript", "file", "blob", "about");
            if (List.of("http", "https").contains(parsed.getScheme())) {
                assertThat(parsed.getRawAuthority()).isEqualTo(RedirectUris.destination(uri));
                assertThat(RedirectUris.isClaimed(uri) && RedirectUris.isLoopback(uri))
                        .isFalse();
            }
        }
    }

    private static void whatIsRequested(byte[] input) {
        String requested = new String(input, StandardCharsets.UTF_8);
        assertThat(RedirectUris.matches(HTTPS, requested)).isEqualTo(HTTPS.equals(requested));
        if (RedirectUris.matches(LOOPBACK, requested)) {
            URI parsed = URI.create(requested);
            assertThat(parsed.getHost()).isEqualTo("127.0.0.1");
            assertThat(parsed.getRawUserInfo()).isNull();
            assertThat(requested.replaceFirst(":[0-9]+/", ":8000/").replace("127.0.0.1/", "127.0.0.1:8000/"))
                    .isEqualTo(LOOPBACK);
        }
    }
}
