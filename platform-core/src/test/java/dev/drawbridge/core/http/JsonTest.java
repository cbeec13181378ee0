package dev.drawbridge.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        void leavesOutNullsAndShowsInstantsAsRfc3339() {
            Row row = new Row("A \"b\"", null, List.of("x"), Instant.parse("2026-03-02T09:00:00.5Z"));
            assertThat(Json.write(row))
                    .isEqualTo("{\"name\":\"A \\\"b\\\"\",\"scopes\":[\"x\"],\"at\":\"2026-03-02T09:00:00.500Z\"}");
        }

        @Test
        void keepsTheOrderOfAMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("z", 1);
            map.put("a", true);
            assertThat(Json.write(map)).isEqualTo("{\"z\":1,\"a\":true}");
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
        }

        @Test
        void refusesWhatIsNestedTooDeep() {
            int depth = Json.MAX_DEPTH + 1;
            String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            assertThatThrownBy(() -> Json.readObject(deep)).isInstanceOf(ProblemException.class);
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
