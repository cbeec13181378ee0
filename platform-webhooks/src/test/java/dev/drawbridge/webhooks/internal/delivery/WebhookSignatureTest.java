package dev.drawbridge.webhooks.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final String PUBLISHED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLISHED_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long PUBLISHED_TIME = 1614265330;
    private static final String KSUID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
    private static final String SVIX = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private record Vector(String name, String secret, String id, long time, String body, String signature) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() {
        return Stream.of(
                new Vector(
                        "V1",
                        PUBLISHED,
                        PUBLISHED_ID,
                        PUBLISHED_TIME,
                        "{\"test\": 2432232314}",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                new Vector(
                        "V3",
                        PUBLISHED,
                        PUBLISHED_ID,
                        PUBLISHED_TIME,
                        "{\"name\":\"Žluťoučký 🐴 Ω\"}",
                        "v1,ZAc8mkBdaZaga2lTN1a3dJcjog7A6UFJ8N8ES97WY3I="),
                new Vector(
                        "V4",
                        PUBLISHED,
                        PUBLISHED_ID,
                        PUBLISHED_TIME,
                        "",
                        "v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A="),
                new Vector(
                        "V5",
                        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        KSUID,
                        1674087231,
                        "{\"type\":\"contact.created\",\"timestamp\":\"2022-11-03T20:26:10.344522Z\","
                                + "\"data\":{\"id\":\"1f81eb52-5198-4599-803e-771906343485\"}}",
                        "v1,4PMU5Dl90B4kgwxDpwuMZ/cnZ5ztf+Y+kviYQD66rJg="),
                new Vector(
                        "V6",
                        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==",
                        KSUID,
                        1674087231,
                        "{\"a\":1}",
                        "v1,S87huAVUmnOxdRbg5w8EvyRGiSbuhhtjECSmHyVLX8E="),
                new Vector(
                        "V7",
                        SVIX,
                        "evt_1",
                        1700000000,
                        "{\n  \"a\": 1\n}\n",
                        "v1,s/5sScpdEo/gICUqgf0Y9sdCMLecAg8im8IJqxkpf5o="),
                new Vector(
                        "V8",
                        SVIX,
                        "evt_1",
                        1700000000,
                        "{\"v\":\"1.2.3\"}",
                        "v1,VQf+D2HMBCacln6NvRAb+y0LK3s0OkFH35BxTPz77FI="),
                new Vector(
                        "V9",
                        "whsec_b6Ovv5eS7H5seJrGSStBYDivs8v2/KrFjfMaVZYsi7w=",
                        "7a2486b3-31cf-4bd3-a460-df8845d16cd5",
                        1737987215,
                        "{\"greetings\": \"Hello World\"}",
                        "v1,iayM3VaiYCEDP/CxWUFWcxUCJk2YmBDQHtHTsaHzrwo="));
    }

    @ParameterizedTest
    @Tag("SW-T1")
    @Tag("SW-05")
    @Tag("SW-08")
    @DisplayName("signatures equal the reference vectors")
    @MethodSource("vectors")
    void vectorsHold(Vector vector) {
        SigningSecret secret = SigningSecret.parse(Secret.of(vector.secret()));

        String header = WebhookSignature.header(
                List.of(secret), vector.id(), vector.time(), vector.body().getBytes(StandardCharsets.UTF_8));

        assertThat(header).isEqualTo(vector.signature());
        assertThat(secret.text().reveal()).isEqualTo(vector.secret());
    }

    @Test
    @Tag("SW-09")
    @DisplayName("the header holds one token for each live secret, separated by a space")
    void twoSecrets() {
        SigningSecret first = SigningSecret.generate(new Random(1));
        SigningSecret second = SigningSecret.generate(new Random(2));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookSignature.header(List.of(first, second), "msg_1", 1, body))
                .isEqualTo(WebhookSignature.header(List.of(first), "msg_1", 1, body) + " "
                        + WebhookSignature.header(List.of(second), "msg_1", 1, body));
    }

    @ParameterizedTest
    @Tag("SW-05")
    @DisplayName("an id with a dot is refused")
    @ValueSource(strings = {"", ".", "msg_1.2"})
    void dots(String id) {
        SigningSecret secret = SigningSecret.generate(new Random(1));

        assertThatThrownBy(() -> WebhookSignature.header(List.of(secret), id, 1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("SW-07")
    @DisplayName("secrets of 23 or 65 bytes, with another prefix or alphabet are refused")
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_%",
                "hwsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa--",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZI o2LaLaSw"
            })
    void malformedSecrets(String text) {
        assertThatThrownBy(() -> SigningSecret.parse(Secret.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("MfKQ");
    }

    @ParameterizedTest
    @Tag("SW-07")
    @DisplayName("secrets have 24 to 64 bytes")
    @ValueSource(ints = {23, 24, 64, 65})
    void lengths(int bytes) {
        Secret text = Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]));

        if (bytes == 24 || bytes == 64) {
            assertThat(SigningSecret.parse(text).text()).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> SigningSecret.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Tag("D-34")
    @DisplayName("a secret does not print itself")
    void redacted() {
        SigningSecret secret = SigningSecret.parse(Secret.of(PUBLISHED));

        assertThat(secret.toString()).doesNotContain("MfKQ");
        assertThat(secret.text().toString()).doesNotContain("MfKQ");
    }
}
