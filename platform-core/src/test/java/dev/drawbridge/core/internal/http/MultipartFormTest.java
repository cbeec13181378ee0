package dev.drawbridge.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=----b1";

    private static MultipartForm read(String type, String body) {
        return MultipartForm.read(
                Request.of("POST", "/", Headers.NONE.with("Content-Type", type), InetAddress.getLoopbackAddress())
                        .withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String part(String disposition, String content) {
        return "------b1\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    @DisplayName("fields and files come as they were sent, lines that look like a boundary among them")
    void parts() {
        String file = "\r\n------b\r\n--\r\n\r\n\u00e9";
        MultipartForm form = read(
                TYPE,
                part("name=\"csrf\"", "t\u00f6ken")
                        + part("name=\"logo\"; filename=\"a.png\"\r\nContent-Type: image/png", file)
                        + part("name=\"none\"; filename=\"\"", "")
                        + "------b1--\r\n");

        assertThat(form.text("csrf")).isEqualTo("t\u00f6ken");
        assertThat(form.file("logo"))
                .hasValueSatisfying(content -> assertThat(content).isEqualTo(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(form.file("none")).isEmpty();
        assertThat(form.file("csrf")).isEmpty();
        assertThat(form.text("logo")).isEmpty();
        assertThat(read(
                                "Multipart/Form-Data; charset=utf-8; boundary=\"----b1\"",
                                part("name=\"a\"", "1") + "------b1--")
                        .text("a"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "------b1",
                "------b1\r\n",
                "------b2--\r\n",
                "------b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
                "------b1\r\nContent-Disposition: form-data\r\n\r\n1\r\n------b1--",
                "------b1\r\nContent-Type: text/plain\r\n\r\n1\r\n------b1--",
                "------b1x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------b1--"
            })
    void whatNoBrowserSendsIsRefused(String body) {
        assertThatThrownBy(() -> read(TYPE, body))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("malformed_form");
    }

    @Test
    void otherTypesAndTooManyPartsAreRefused() {
        assertThatThrownBy(() -> read("multipart/form-data", "")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("application/x-www-form-urlencoded", "a=1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read(TYPE, part("name=\"a\"", "1").repeat(21) + "------b1--"))
                .isInstanceOf(ProblemException.class);
    }
}
