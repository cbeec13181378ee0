package dev.drawbridge.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.secret.CredentialFormat.Kind;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormatTest {

    private final CredentialFormat format = new CredentialFormat("acme", new Random(42));

    @ParameterizedTest
    @EnumSource
    void everyKindHasItsOwnFormAndChecksum(Kind kind) {
        String credential = format.next(kind).reveal();
        assertThat(credential).matches("acme_[a-z]{2,3}_[0-9A-Za-z]{49}").startsWith(format.lead(kind));
        for (Kind other : Kind.values()) {
            assertThat(format.matches(other, credential)).isEqualTo(other == kind);
        }
    }

    @Test
    void everyMistypedCharacterIsNoticed() {
        String credential = format.next(Kind.CLIENT_SECRET).reveal();
        for (int i = 0; i < credential.length(); i++) {
            char other = credential.charAt(i) == '7' ? '8' : '7';
            String mistyped = credential.substring(0, i) + other + credential.substring(i + 1);
            assertThat(format.matches(Kind.CLIENT_SECRET, mistyped))
                    .as(mistyped)
                    .isFalse();
        }
    }

    @Test
    void anotherLengthIsNoticed() {
        String credential = format.next(Kind.CLIENT_SECRET).reveal();
        assertThat(format.matches(Kind.CLIENT_SECRET, credential + "0")).isFalse();
        assertThat(format.matches(Kind.CLIENT_SECRET, credential.substring(1))).isFalse();
        assertThat(format.matches(Kind.CLIENT_SECRET, "")).isFalse();
    }

    @Test
    void credentialsOfAnotherHostAreUnknown() {
        String foreign = new CredentialFormat("other", new Random(1))
                .next(Kind.CLIENT_ID)
                .reveal();
        assertThat(format.matches(Kind.CLIENT_ID, foreign)).isFalse();
    }

    @Test
    void noTwoAreEqual() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(made.add(format.next(Kind.MAIL_LINK).reveal())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Acme", "acme_", "abcdefghijk", "\u00e4b"})
    void aBadPrefixIsRefused(String prefix) {
        assertThatThrownBy(() -> new CredentialFormat(prefix, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
