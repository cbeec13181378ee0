package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwkSetTest {

    private static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);

    @Test
    void keysOfUnknownTypeAndForEncryptionAreLeftOut() {
        Map<String, Object> encrypts = KEY.publicJwk();
        encrypts.put("use", "enc");
        JwkSet set = JwkSet.read(set(List.of(Map.of("kty", "AKP", "pub", "AAAA"), encrypts, KEY.publicJwk())));

        assertThat(set.select(null, SigningAlgorithm.ES256)).isPresent();
        assertThat(set.select("any", SigningAlgorithm.ES256)).isEmpty();
        assertThat(set.select(null, SigningAlgorithm.RS256)).isEmpty();
    }

    static Stream<String> bad() {
        Map<String, Object> named = KEY.publicJwk();
        named.put("kid", "one");
        return Stream.of(
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[],\"keys\":[]}",
                set(List.of(Map.of("kty", "AKP"))),
                set(List.of(KEY.publicJwk(), KEY.privateJwk())),
                set(List.of(KEY.publicJwk(), Map.of("kty", "oct", "k", "AAAA"))),
                set(List.of(KEY.publicJwk(), Map.of("kty", "AKP", "d", "AAAA"))),
                set(List.of(named, named)),
                set(Collections.nCopies(JwkSet.MAX_KEYS + 1, KEY.publicJwk())),
                set(List.of(KEY.publicJwk())) + " ".repeat(JwkSet.MAX_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("bad")
    @Tag("CLI-20")
    @DisplayName("private and symmetric keys, one kid for two keys, and what is no set are refused")
    void otherSetsAreRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> JwkSet.read(json));
    }

    private static String set(List<?> keys) {
        return Json.write(Map.of("keys", keys));
    }
}
