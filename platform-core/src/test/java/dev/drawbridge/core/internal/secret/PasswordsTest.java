package dev.drawbridge.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.Secret;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(4, new Random(42));

    @Test
    void theRightPasswordMatches() {
        String hash = passwords.hash(Secret.of("correct horse"));
        assertThat(hash).startsWith("$2b$04$").hasSize(60);
        assertThat(passwords.matches(Secret.of("correct horse"), hash)).isTrue();
        assertThat(passwords.matches(Secret.of("correct horsf"), hash)).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        Secret password = Secret.of("correct horse");
        assertThat(passwords.hash(password)).isNotEqualTo(passwords.hash(password));
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        String hash = passwords.hash(Secret.of("caf\u00e9 caf\u00e9"));
        assertThat(passwords.matches(Secret.of("cafe\u0301 cafe\u0301"), hash)).isTrue();
    }

    @Test
    void everyOneOf72BytesCounts() {
        String longest = "x".repeat(71) + "y";
        String hash = passwords.hash(Secret.of(longest));
        assertThat(passwords.matches(Secret.of(longest), hash)).isTrue();
        assertThat(passwords.matches(Secret.of("x".repeat(72)), hash)).isFalse();
    }

    @Test
    void a73rdByteIsRefusedAndNeverCutOff() {
        String hash = passwords.hash(Secret.of("x".repeat(72)));
        assertThat(passwords.matches(Secret.of("x".repeat(73)), hash)).isFalse();
        assertThatThrownBy(() -> passwords.hash(Secret.of("x".repeat(73))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLimitIsInBytesNotInLetters() {
        assertThat(Passwords.byteLength(Secret.of("\u00e4".repeat(36)))).isEqualTo(72);
        assertThatThrownBy(() -> passwords.hash(Secret.of("\u00e4".repeat(37))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashOfAnotherCostIsMadeAnew() {
        String hash = passwords.hash(Secret.of("correct horse"));
        assertThat(passwords.needsRehash(hash)).isFalse();
        assertThat(new Passwords(5, new Random(1)).needsRehash(hash)).isTrue();
    }
}
