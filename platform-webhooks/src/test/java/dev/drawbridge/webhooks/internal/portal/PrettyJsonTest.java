package dev.drawbridge.webhooks.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrettyJsonTest {

    @Test
    @DisplayName("each member and element has a line of its own; strings stay as they are")
    void lines() {
        assertThat(PrettyJson.of("{\"a\":[1,{\"b\":\"x, {y}: \\\"z\\\"\"}],\"c\":{},\"d\":[]}"))
                .isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": "x, {y}: \\"z\\""
                            }
                          ],
                          "c": {},
                          "d": []
                        }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "}}}]", "{\"open", "\"\\", "[", "{]"})
    @DisplayName("what is no JSON does no harm")
    void anything(String text) {
        assertThat(PrettyJson.of(text).replaceAll("\\s", "")).isEqualTo(text);
    }
}
