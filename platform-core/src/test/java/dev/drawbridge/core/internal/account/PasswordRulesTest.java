package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.Secret;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules("Fieldwork");

    @Test
    @Tag("A-003")
    @DisplayName("fourteen characters are too short, fifteen are not, whatever they are")
    void lengthCountsCodePoints() {
        assertThat(code("korrekt pferd!")).contains("password_too_short");
        assertThat(code("korrekt pferde!")).isEmpty();
        assertThat(code("😀".repeat(14))).contains("password_too_short");
        assertThat(code("😀".repeat(15))).isEmpty();
        assertThat(code("")).contains("password_too_short");
    }

    @Test
    @Tag("A-004")
    @DisplayName("72 bytes are the limit, and the message counts them")
    void bytesAreLimited() {
        assertThat(code("correct horse battery staple and a few more words until the end of line!"))
                .isEmpty();
        assertThat(check("correct horse battery staple and a few more words until the end of line!!"))
                .hasValueSatisfying(error -> assertThat(error.message()).contains("73 bytes", "72"));
        assertThat(code("w".repeat(36) + "v".repeat(36))).isEmpty();
        assertThat(code("é".repeat(40))).contains("password_too_long");
        // Decomposed, it has three bytes each; what counts is the form in which it is compared.
        assertThat(check("e\u0301".repeat(40)))
                .hasValueSatisfying(error -> assertThat(error.message()).contains("80 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "Password1234567890",
                "P@ssw0rd P@ssw0rd",
                "qwertyuiopasdfgh",
                "1234567890123456",
                "iloveyouiloveyou",
                "aaaaaaaaaaaaaaaaaaaa",
                "111111111111111",
                "abcdefghijklmnopqrst",
                "letmein-letmein-2024",
                "1qaz2wsx3edc4rfv",
                "QWERTYqwerty123456",
                "football baseball",
                "my fieldwork account",
                "F-i-e-l-d-W-o-r-k 77!",
                "alice.smith.alice.smith",
                "alicesmith-12345",
                "acme.example.com 1",
                "superman superman superman",
                "alice.smith.alice.smith.alice.smith.alice.smith.alice.smith"
            })
    @Tag("A-008")
    @DisplayName("what anyone would try first is refused")
    void commonPasswordsAreRefused(String password) {
        assertThat(code(password)).contains("password_too_common");
    }

    @Test
    @Tag("A-008")
    @DisplayName("3,000 and more passwords that people really had are refused, each long enough by itself")
    void knownPasswordsAreRefused() {
        assertThat(KnownPasswords.all())
                .hasSizeGreaterThan(3_000)
                .allSatisfy(password -> assertThat(code(password)).contains("password_too_common"));
    }

    @Test
    @Tag("A-008")
    @DisplayName("a password that somebody had is refused in any case of its letters")
    void caseDoesNotMatter() {
        assertThat(code("MomsAnAladventure")).contains("password_too_common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "tr0ub4dor&3 is too short",
                "vier farbige Hüte",
                "jX7#kq9!mZp2$wLt",
                "the password to my heart is long",
                "Wer reitet so spät durch Nacht",
                "я люблю длинные слова",
                "aliceblue curtains wave"
            })
    void unrelatedWordsAreAccepted(String password) {
        assertThat(code(password)).isEmpty();
    }

    private Optional<String> code(String password) {
        return check(password).map(FieldError::code);
    }

    private Optional<FieldError> check(String password) {
        return rules.check(Secret.of(password), EmailAddress.parse("alice.smith@acme.example.com"));
    }
}
