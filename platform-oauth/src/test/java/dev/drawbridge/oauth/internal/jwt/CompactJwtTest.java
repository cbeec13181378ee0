package dev.drawbridge.oauth.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactJwtTest {

    private static final String HEADER = encode("{\"alg\":\"ES256\"}");
    private static final String CLAIMS = encode("{\"sub\":\"a\"}");

    @Test
    void wellFormedTokensAreRead() {
        assertThat(CompactJwt.read(HEADER + "." + CLAIMS + ".AAAA")).hasValueSatisfying(jwt -> {
            assertThat(jwt.header().text("alg")).contains("ES256");
            assertThat(jwt.claims().text("sub")).contains("a");
        });
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "..",
                HEADER,
                HEADER + "." + CLAIMS,
                HEADER + "." + CLAIMS + ".AAAA.AAAA",
                HEADER + "=." + CLAIMS + ".AAAA",
                HEADER + "." + CLAIMS + ".AAB",
                HEADER + "." + CLAIMS + ".AA==",
                HEADER + "." + CLAIMS + ".A+/A",
                HEADER + "\n." + CLAIMS + ".AAAA",
                encode("{\"alg\":\"ES256\",\"alg\":\"none\"}") + "." + CLAIMS + ".AAAA",
                HEADER + "." + encode("{\"sub\":\"a\",\"sub\":\"b\"}") + ".AAAA",
                HEADER + "." + encode("[]") + ".AAAA",
                HEADER + "." + encode("{\"sub\":\"a\"} {}") + ".AAAA",
                HEADER + "." + encode("\u0000") + ".AAAA",
                encode("{\"alg\":\"ES256\",\"crit\":[\"exp\"]}") + "." + CLAIMS + ".AAAA",
                HEADER + "." + CLAIMS + "." + "A".repeat(CompactJwt.MAX_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @Tag("JWT-05")
    @DisplayName("repeated members, other spellings of base64url, crit and anything else are refused")
    void malformedTokensAreNot(String token) {
        assertThat(CompactJwt.read(token)).isEmpty();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
