package dev.drawbridge.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "a=1, 1",
        "a=1+2, 1 2",
        "a=1%202, 1 2",
        "a=%C3%A4, \u00e4",
        "a=%c3%a4, \u00e4",
        "a=\u00e4, \u00e4",
        "a=%F0%9F%9A%80, \uD83D\uDE80",
        "a=\uD83D\uDE80, \uD83D\uDE80",
        "a=b=c, b=c",
        "%61=x, x",
        "&&a=1&, 1"
    })
    void valuesAreDecoded(String encoded, String value) {
        assertThat(Parameters.parse(encoded).text("a")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%\uff11\uff11", "a=%00", "a=%ff", "a=%C3", "a=%ED%A0%80", "%=1"})
    void malformedOnesAreRefused(String encoded) {
        assertThatThrownBy(() -> Parameters.parse(encoded)).isInstanceOf(ProblemException.class);
        assertThat(Parameters.tryParse(encoded)).isEmpty();
    }

    @Test
    void anEmptyValueCountsAsOmitted() {
        Parameters parameters = Parameters.parse("a=&b&c=1");
        assertThat(parameters.first("a")).isEmpty();
        assertThat(parameters.first("b")).isEmpty();
        assertThat(parameters.has("a")).isTrue();
        assertThat(parameters.has("z")).isFalse();
        assertThat(parameters.text("a")).isEmpty();
    }

    @Test
    void namesKeepTheirOrderAndCase() {
        assertThat(Parameters.parse("z=1&A=2&a=3&z=4").names()).containsExactly("z", "A", "a");
    }

    @Test
    void severalValuesKeepTheirOrder() {
        assertThat(Parameters.parse("a=2&a=1&a=").all("a")).containsExactly("2", "1");
    }

    @Test
    void repeatedOnesAreFound() {
        Parameters parameters = Parameters.parse("scope=a&scope=b&code=1&code=1");
        assertThat(parameters.repeated(Set.of("scope"))).contains("code");
        assertThat(parameters.repeated(Set.of("scope", "code"))).isEmpty();
    }

    @Test
    void tooManyAreRefused() {
        String most = "a=1&".repeat(Parameters.MAX_COUNT - 1) + "a=1";
        assertThat(Parameters.parse(most).all("a")).hasSize(Parameters.MAX_COUNT);
        assertThatThrownBy(() -> Parameters.parse(most + "&a=1")).isInstanceOf(ProblemException.class);
    }
}
