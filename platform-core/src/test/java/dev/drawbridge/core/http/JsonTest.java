package dev.drawbridge.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    record Row(String name, @Nullable String description, List<String> scopes, Instant at) {}

    @Nested
    class Writing {

        @Test
        void keepsNullsAndShowsInstantsAsRfc3339() {
            Row row = new Row("A \"b\"", null, List.of("x"), Instant.parse("2026-03-02T09:00:00.5Z"));
            assertThat(Json.write(row))
                    .isEqualTo(
                            "{\"name\":\"A"
                                    + " \\\"b\\\"\",\"description\":null,\"scopes\":[\"x\"],\"at\":\"2026-03-02T09:00:00.500Z\"}");
        }

        @Test
        void keepsTheOrderOfAMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("z", 1);
            map.put("a", true);
            assertThat(Json.write(map)).isEqualTo("{\"z\":1,\"a\":true}");
        }

        @Test
        void keepsEveryDigitOfANumber() {
            List<Object> numbers = List.of(
                    new BigDecimal("1.10"),
                    new BigDecimal("0.1000000000000000055511151231257827"),
                    new BigDecimal("100"),
                    new BigInteger("123456789012345678901234567890"),
                    Long.MIN_VALUE,
                    0.1f,
                    0.5);
            assertThat(Json.write(numbers))
                    .isEqualTo("[1.10,0.1000000000000000055511151231257827,100,123456789012345678901234567890,"
                            + "-9223372036854775808,0.1,0.5]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\":1.10,\"b\":null,\"c\":[null,1E+2,0.0,{\"z\":1e-7,\"a\":{}}],\"B\":\"\\u0000\"}",
                    "{\"n\":12345678901234567890.123456789012345678901234567890}",
                    "{\"rocket\":\"\uD83D\uDE80\",\"\":\"\"}"
                })
        void givesBackWhatWasRead(String text) {
            String written = Json.write(Json.readObject(text).toMap());
            // 1e-7 and 1E-7 are one number with one set of digits.
            assertThat(written.replace("E-7", "e-7")).isEqualTo(text);
        }

        @Test
        void refusesWhatJsonCannotSayAndNamesThePlace() {
            Map<Object, Object> numbered = Map.of(1, "x");
            for (Object value : new Object[] {
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                "a\uD800",
                "\uDC00\uD800",
                '\uD800',
                numbered,
                Map.of("\uD800", 1),
                new byte[1],
                new Object(),
                Optional.of(1),
                new AtomicInteger(1)
            }) {
                assertThatThrownBy(() -> Json.write(Map.of("data", List.of(1, Map.of("amount", value)))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("/data/1/amount");
            }
        }

        @Test
        void refusesWhatContainsItself() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("self", List.of(map));
            assertThatThrownBy(() -> Json.write(map)).hasMessageContaining("contains itself");
        }

        @Test
        void takesWhatWasReadAtTheDeepestInsideOfAList() {
            int depth = Json.MAX_DEPTH - 1;
            Map<String, Object> read = Json.readObject("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))
                    .toMap();
            assertThat(Json.write(Map.of("items", List.of(read)))).contains("{\"a\":1}");
        }
    }

    @Nested
    class ReadingAnObject {

        @Test
        void givesBackTypedMembers() {
            JsonObject object = Json.readObject(
                    "{\"text\":\"a\",\"texts\":[\"b\"],\"flag\":true,\"number\":7,\"object\":{\"x\":\"y\"},\"nothing\":null}");
            assertThat(object.text("text")).contains("a");
            assertThat(object.texts("texts")).contains(List.of("b"));
            assertThat(object.bool("flag")).contains(true);
            assertThat(object.number("number")).contains(7L);
            assertThat(object.object("object").flatMap(inner -> inner.text("x")))
                    .contains("y");
            assertThat(object.text("nothing")).isEmpty();
            assertThat(object.has("nothing")).isTrue();
            assertThat(object.has("absent")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "[]",
                    "null",
                    "\"a\"",
                    "1",
                    "{",
                    "{} {}",
                    "{\"a\":1,\"a\":2}",
                    "{a:1}",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":NaN}",
                    "// c\n{}",
                    "{\"a\":01}"
                })
        void refusesWhatIsNoStrictJsonObject(String text) {
            assertThatThrownBy(() -> Json.readObject(text)).isInstanceOf(ProblemException.class);
            assertThat(Json.tryReadObject(text.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }

        @Test
        void refusesWhatIsNestedTooDeep() {
            int depth = Json.MAX_DEPTH + 1;
            String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            assertThatThrownBy(() -> Json.readObject(deep)).isInstanceOf(ProblemException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"a\":\"\\ud800\"}", "{\"a\":[{\"\\udc00\":1}]}", "{\"a\":\"\\udc00\\ud800\"}"})
        void refusesHalfASurrogatePairWhereverItIs(String text) {
            assertThatThrownBy(() -> Json.readObject(text)).isInstanceOf(ProblemException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e99999999999", "1e-99999999999", "1e2147483648"})
        void refusesAnExponentThatNoNumberHas(String number) {
            assertThatThrownBy(() -> Json.readObject("{\"a\":" + number + "}")).isInstanceOf(ProblemException.class);
        }

        @Test
        void keepsNullsAndTheOrderOfMembers() {
            Map<String, Object> map = Json.readObject("{\"z\":null,\"a\":{\"y\":null,\"b\":[null]}}")
                    .toMap();
            assertThat(map.keySet()).containsExactly("z", "a");
            assertThat(map).containsEntry("z", null);
            assertThat(map.get("a")).hasToString("{y=null, b=[null]}");
        }

        @Test
        void refusesInvalidUtf8() {
            byte[] bytes = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
            assertThatThrownBy(() -> Json.readObject(bytes)).isInstanceOf(ProblemException.class);
        }

        @Test
        void namesTheMemberOfTheWrongType() {
            JsonObject object = Json.readObject("{\"a\":1,\"b\":[1],\"c\":\"x\",\"d\":1.5,\"nul\":\"x\\u0000\"}");
            assertThatThrownBy(() -> object.text("a")).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> object.texts("b")).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> object.bool("c")).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> object.number("d")).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> object.text("nul")).isInstanceOf(ProblemException.class);
        }

        @Test
        void refusesUnknownMembers() {
            JsonObject object = Json.readObject("{\"a\":1,\"b\":2}");
            assertThat(object.only(Set.of("a", "b"))).isSameAs(object);
            assertThatThrownBy(() -> object.only(Set.of("a"))).isInstanceOf(ProblemException.class);
        }
    }

    @Nested
    class ReadingTexts {

        @Test
        void givesBackWhatWasWritten() {
            List<String> texts = List.of("https://a.test/cb?x=1&y=\"2\"", "\uD83D\uDE80");
            assertThat(Json.readTexts(Json.write(texts))).isEqualTo(texts);
            assertThat(Json.readTexts("[]")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "null", "[1]", "[null]", "[\"a\",[]]", "[", ""})
        void refusesAnythingElse(String text) {
            assertThatThrownBy(() -> Json.readTexts(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
