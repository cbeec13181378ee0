package dev.drawbridge.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenHashTest {

    // printf abc | openssl dgst -sha256 -binary | base64url (FIPS 180-2, appendix B.1)
    private static final String ABC = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";

    @Test
    void itIsSha256InBase64Url() {
        assertThat(TokenHash.of("abc").value()).isEqualTo(ABC);
        assertThat(TokenHash.of(Secret.of("abc"))).isEqualTo(new TokenHash(ABC)).hasSameHashCodeAs(new TokenHash(ABC));
    }

    @Test
    void otherTextsHaveOtherHashes() {
        assertThat(TokenHash.of("abc")).isNotEqualTo(TokenHash.of("abd"));
    }

    @Test
    void itIsNotPrinted() {
        assertThat(TokenHash.of("abc")).hasToString("TokenHash[...]");
        assertThat(Secret.of("abc")).hasToString("Secret[...]");
    }

    @Test
    void anotherLengthIsRefused() {
        assertThatThrownBy(() -> new TokenHash("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreEqualByTheirText() {
        assertThat(Secret.of("abc")).isEqualTo(Secret.of("abc")).isNotEqualTo(Secret.of("abd"));
        assertThat(Secret.of("abcdef").last4()).isEqualTo("cdef");
        assertThat(Secret.of("ab").last4()).isEqualTo("ab");
    }
}
