package dev.drawbridge.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.internal.secret.Vault.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

    private final RandomGenerator random = new Random(42);
    private final byte[] oldKey = key(1);
    private final byte[] newKey = key(2);
    private final Vault vault = new Vault(List.of(oldKey), random);

    @Nested
    class Opening {

        @Test
        void givesBackWhatWasSealed() {
            String envelope = vault.seal(Purpose.SIGNING, "dp_signing_key/1", PLAIN);
            assertThat(vault.open(Purpose.SIGNING, "dp_signing_key/1", envelope))
                    .isEqualTo(PLAIN);
            assertThat(envelope).startsWith("v1." + vault.currentKeyId() + ".").doesNotContain("private");
        }

        @Test
        void worksForNoBytesAtAll() {
            String envelope = vault.seal(Purpose.MAIL, "dp_mail/1", new byte[0]);
            assertThat(vault.open(Purpose.MAIL, "dp_mail/1", envelope)).isEmpty();
        }

        @Test
        void refusesAnEnvelopeThatWasMovedToAnotherRow() {
            String envelope = vault.seal(Purpose.WEBHOOK, "dp_endpoint/1", PLAIN);
            assertThatThrownBy(() -> vault.open(Purpose.WEBHOOK, "dp_endpoint/2", envelope))
                    .isInstanceOf(VaultException.class);
        }

        @Test
        void refusesAnEnvelopeOfAnotherPurpose() {
            String envelope = vault.seal(Purpose.WEBHOOK, "row/1", PLAIN);
            assertThatThrownBy(() -> vault.open(Purpose.SIGNING, "row/1", envelope))
                    .isInstanceOf(VaultException.class);
        }

        @Test
        void refusesEveryChangedCharacter() {
            String envelope = vault.seal(Purpose.SIGNING, "row/1", PLAIN);
            for (int i = 0; i < envelope.length() - 1; i++) {
                char other = envelope.charAt(i) == 'A' ? 'B' : 'A';
                String changed = envelope.substring(0, i) + other + envelope.substring(i + 1);
                assertThatThrownBy(() -> vault.open(Purpose.SIGNING, "row/1", changed))
                        .as(changed)
                        .isInstanceOf(VaultException.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "v1", "v1...", "v2.a.b.c", "v1.KEY.!.?", "v1.KEY.AAAA.AAAA", "v1.KEY.AAAAAAAAAAAAAAAA.A"
                })
        void refusesWhatIsNoEnvelope(String text) {
            String envelope = text.replace("KEY", vault.currentKeyId());
            assertThatThrownBy(() -> vault.open(Purpose.SIGNING, "row/1", envelope))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("row/1");
        }

        @Test
        void namesTheMissingMasterKey() {
            String envelope = vault.seal(Purpose.SIGNING, "row/1", PLAIN);
            Vault other = new Vault(List.of(newKey), random);
            assertThatThrownBy(() -> other.open(Purpose.SIGNING, "row/1", envelope))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining(vault.currentKeyId())
                    .hasMessageContaining(other.currentKeyId());
        }
    }

    @Nested
    class WithAPreviousKey {

        private final Vault rotated = new Vault(List.of(newKey, oldKey), random);

        @Test
        void theNewKeySealsAndBothOpen() {
            String before = vault.seal(Purpose.SIGNING, "row/1", PLAIN);
            String after = rotated.seal(Purpose.SIGNING, "row/1", PLAIN);
            assertThat(rotated.open(Purpose.SIGNING, "row/1", before)).isEqualTo(PLAIN);
            assertThat(rotated.open(Purpose.SIGNING, "row/1", after)).isEqualTo(PLAIN);
            assertThat(Vault.keyIdOf(before)).contains(vault.currentKeyId());
            assertThat(Vault.keyIdOf(after)).contains(rotated.currentKeyId());
            assertThat(rotated.keyIds()).containsExactly(rotated.currentKeyId(), vault.currentKeyId());
        }

        @Test
        void codesOfBothKeysVerify() {
            byte[] message = {1, 2, 3};
            byte[] before = vault.mac(Purpose.FORM, message);
            assertThat(rotated.verifies(Purpose.FORM, message, before)).isTrue();
            assertThat(rotated.verifies(Purpose.FORM, message, rotated.mac(Purpose.FORM, message)))
                    .isTrue();
            assertThat(rotated.mac(vault.currentKeyId(), Purpose.FORM, message)).contains(before);
            assertThat(vault.mac(rotated.currentKeyId(), Purpose.FORM, message)).isEmpty();
        }
    }

    @Test
    void twoSealsOfOneTextDiffer() {
        assertThat(vault.seal(Purpose.MAIL, "row/1", PLAIN)).isNotEqualTo(vault.seal(Purpose.MAIL, "row/1", PLAIN));
    }

    @Test
    void codesDependOnPurposeAndMessage() {
        byte[] message = {1, 2, 3};
        byte[] code = vault.mac(Purpose.FORM, message);
        assertThat(code).hasSize(32).isNotEqualTo(vault.mac(Purpose.REFRESH, message));
        assertThat(vault.verifies(Purpose.SESSION, message, code)).isFalse();
        assertThat(vault.verifies(Purpose.FORM, new byte[] {1, 2, 4}, code)).isFalse();
        assertThat(vault.verifies(Purpose.FORM, message, new byte[0])).isFalse();
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Vault(List.of(new byte[31]), random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Vault(List.of(), random)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[Vault.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
