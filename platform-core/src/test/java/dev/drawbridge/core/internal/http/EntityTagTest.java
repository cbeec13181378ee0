package dev.drawbridge.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    private final EntityTag tag = new EntityTag("v1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v1\"",
                "W/\"v1\"",
                "*",
                " * ",
                "\"a\", \"v1\"",
                "\"a\",W/\"v1\" , \"b\"",
                ", \"a,b\",, \"v1\"",
                "\"\",\"v1\""
            })
    @DisplayName("If-None-Match is a list of weak or strong tags, or any")
    void known(String field) {
        assertThat(tag.known(request(field))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "\"V1\"",
                "w/\"v1\"",
                "\"a,v1\"",
                "\"a\" \"v1\"",
                "*, \"a\"",
                "\"v1",
                "x\"v1\"",
                "W/ \"v1\""
            })
    @DisplayName("If-None-Match that does not list the tag, or is no list, is not met")
    void unknown(String field) {
        assertThat(tag.known(request(field))).isFalse();
    }

    @Test
    @DisplayName("If-None-Match may be in several fields, and may be absent")
    void fields() {
        assertThat(tag.known(request("\"a\"", "W/\"v1\""))).isTrue();
        assertThat(tag.known(request())).isFalse();
        assertThat(tag).hasToString("\"v1\"");
        assertThatThrownBy(() -> new EntityTag("a\"b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Request request(String... fields) {
        Headers headers = Headers.of(Map.of("If-None-Match", List.of(fields)));
        return Request.of("GET", "/", headers, InetAddress.getLoopbackAddress());
    }
}
