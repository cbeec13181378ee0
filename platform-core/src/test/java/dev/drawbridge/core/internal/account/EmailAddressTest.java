package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "' Dev@Example.COM ', dev@example.com",
        "a+tag@sub.example.co.uk, a+tag@sub.example.co.uk",
        "o'brien@example.com, o'brien@example.com",
        "dev@müller.example, dev@xn--mller-kva.example",
    })
    void addressesAreReadInOneForm(String typed, String value) {
        assertThat(EmailAddress.parse(typed))
                .hasValueSatisfying(email -> assertThat(email.value()).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dev",
                "@example.com",
                "dev@",
                "dev@localhost",
                "dev@@example.com",
                "a@b@example.com",
                "Dev <dev@example.com>",
                "\"dev\"@example.com",
                "de v@example.com",
                "dev@exa mple.com",
                "dev@example.com\r\nBcc: x@example.com",
                ".dev@example.com",
                "dev..x@example.com",
                "dev@example.com.",
                "dev@.example.com",
                "dev@[127.0.0.1]",
                "dev,x@example.com"
            })
    void everythingElseIsRefused(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void lengthIsLimited() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(130) + "example.com")).isEmpty();
    }
}
