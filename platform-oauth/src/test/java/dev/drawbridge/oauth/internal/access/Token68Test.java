package dev.drawbridge.oauth.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Token68Test {

    /** The grammar of RFC 9110 §11.4 as it is written there. */
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z]+ +([A-Za-z0-9._~+/-]+=*)");

    private static final String ALPHABET = "Bz 09._~+/-==@,\té";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                " abc",
                "Bearer a b",
                "Bearer =",
                "Bearer a=b",
                "B2 abc",
                "Bearer a\u00e9"
            })
    @DisplayName("what is no token68 after a scheme has no token")
    void refuses(String header) {
        assertThat(Token68.of(header)).isEmpty();
    }

    @Test
    @DisplayName("any text is read as the grammar says")
    void followsTheGrammar() {
        Random random = new Random(68);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder(random.nextBoolean() ? "DPoP " : "");
            random.ints(random.nextInt(12), 0, ALPHABET.length())
                    .forEach(index -> header.append(ALPHABET.charAt(index)));
            Matcher expected = GRAMMAR.matcher(header);
            if (expected.matches()) {
                assertThat(Token68.of(header.toString())).contains(expected.group(1));
            } else {
                assertThat(Token68.of(header.toString())).as("'%s'", header).isEmpty();
            }
        }
    }
}
