package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.client.ClientCredentials;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Any header of a client ends in credentials or in an error of OAuth. */
public final class BasicHeaderTarget {

    private BasicHeaderTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        theHeaderAsItCame(input);
        whatTheHeaderEncodes(input);
    }

    private static void theHeaderAsItCame(byte[] input) {
        read(new String(input, StandardCharsets.ISO_8859_1));
    }

    private static void whatTheHeaderEncodes(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ClientCredentials credentials = read("Basic " + Base64.getEncoder().encodeToString(input));
        if (credentials != null && text.matches("[A-Za-z0-9._~-]+:[A-Za-z0-9._~-]*")) {
            String both = credentials.clientId() + ":"
                    + (credentials.secret() == null ? "" : credentials.secret().reveal());
            assertThat(both).isEqualTo(text);
        }
    }

    private static ClientCredentials read(String header) {
        Request request = Request.of(
                "POST",
                "/oauth/token",
                Headers.of(Map.of(
                        "Content-Type",
                        List.of("application/x-www-form-urlencoded"),
                        "Authorization",
                        List.of(header))),
                InetAddress.getLoopbackAddress());
        try {
            ClientCredentials credentials = ClientCredentials.read(TokenRequest.of(request));
            assertThat(credentials.clientId()).isNotEmpty();
            return credentials;
        } catch (OAuthException e) {
            assertThat(e.error()).isIn(OAuthError.INVALID_CLIENT, OAuthError.INVALID_REQUEST);
            return null;
        }
    }
}
