package dev.drawbridge.oauth.internal.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.spi.app.AppType;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    @Nested
    class Registering {

        @ParameterizedTest
        @Tag("A-040")
        @Tag("RED-01")
        @DisplayName("each broken rule is refused with its own code")
        @CsvSource(
                delimiter = '|',
                value = {
                    "http://example.com/cb | redirect_uri_not_https",
                    "/cb | redirect_uri_not_https",
                    "//e.com/cb | redirect_uri_not_https",
                    "https:e.com/cb | redirect_uri_not_https",
                    "HTTPS://e.com/cb | redirect_uri_not_https",
                    "ftp://e.com/cb | redirect_uri_not_https",
                    "com.acme.app:/cb | redirect_uri_not_https",
                    "https://e.com/#x | redirect_uri_fragment",
                    "https://e.com/cb# | redirect_uri_fragment",
                    "https://*.e.com/cb | redirect_uri_wildcard",
                    "https://e.com/* | redirect_uri_wildcard",
                    "https://u:p@e.com/cb | redirect_uri_userinfo",
                    "https://u@e.com/cb | redirect_uri_userinfo",
                    "http://x@127.0.0.1/cb | redirect_uri_userinfo",
                    "javascript:alert(1) | redirect_uri_dangerous_scheme",
                    "JavaScript:alert(1) | redirect_uri_dangerous_scheme",
                    "data:text/html,x | redirect_uri_dangerous_scheme",
                    "vbscript:x | redirect_uri_dangerous_scheme",
                    "file:///etc/passwd | redirect_uri_dangerous_scheme",
                    "blob:https://e.com/x | redirect_uri_dangerous_scheme",
                    "https://e.com/a/../b | redirect_uri_dot_segment",
                    "https://e.com/a/. | redirect_uri_dot_segment",
                    "https://e.com/a/%2e%2E/b | redirect_uri_dot_segment",
                    "https://e.com/.%2e | redirect_uri_dot_segment",
                    "https://e.com/ cb | redirect_uri_whitespace",
                    "https://e.com/\u00A0cb | redirect_uri_whitespace",
                    "https://e.com/\u202Ecb | redirect_uri_whitespace",
                    "https://e.com | redirect_uri_path",
                    "https://e.com?x=1 | redirect_uri_path",
                    "https:///cb | redirect_uri_host",
                    "https://e..com/cb | redirect_uri_host",
                    "https://e.com:/cb | redirect_uri_host",
                    "https://e.com:0/cb | redirect_uri_host",
                    "https://e.com:65536/cb | redirect_uri_host",
                    "https://e.com:8x/cb | redirect_uri_host",
                    "https://-e.com/cb | redirect_uri_host",
                    "https://e_e.com/cb | redirect_uri_host",
                    "https://127.1/cb | redirect_uri_host",
                    "https://0x7f.1/cb | redirect_uri_host",
                    "https://2130706433/cb | redirect_uri_host",
                    "http://127.1/cb | redirect_uri_host",
                    "https://[::1/cb | redirect_uri_host",
                    "https://e.com\\@evil.com/cb | redirect_uri_userinfo",
                    "https://e.com\\.evil.com/cb | redirect_uri_host",
                    "https://e.com/%zz | redirect_uri_character",
                    "https://e.com/<x> | redirect_uri_character",
                    "https://e.com/a\\b | redirect_uri_character",
                    "http://127.0.0.1.evil.com/cb | redirect_uri_not_https",
                    "http://LOCALHOST/cb | redirect_uri_not_https",
                    "http://127.0.0.2/cb | redirect_uri_not_https",
                    "http://localhost.evil.com/cb | redirect_uri_not_https",
                })
        void refuses(String uri, String code) {
            assertThat(RedirectUris.check(List.of(uri), AppType.WEB))
                    .singleElement()
                    .satisfies(error -> assertThat(error.code()).isEqualTo(code))
                    .satisfies(error -> assertThat(error.message()).startsWith("Line 1: "))
                    .satisfies(error -> assertThat(error.message()).doesNotContain("evil"));
        }

        @ParameterizedTest
        @Tag("A-041")
        @DisplayName("loopback URIs and ordinary https URIs are accepted")
        @ValueSource(
                strings = {
                    "http://localhost:3000/cb",
                    "http://127.0.0.1/cb",
                    "http://[::1]:8080/cb",
                    "https://e.com/",
                    "https://e.com:8443/a/b.c/..d?x=1&y=%20z",
                    "https://192.0.2.1/cb",
                    "https://[2001:db8::1]/cb",
                    "https://E.com/CB",
                    "https://bücher.example/cb",
                })
        void accepts(String uri) {
            for (AppType type : List.of(AppType.WEB, AppType.PUBLIC)) {
                assertThat(RedirectUris.check(List.of(uri), type)).isEmpty();
            }
        }

        @ParameterizedTest
        @Tag("A-041")
        @Tag("RED-02")
        @DisplayName("a private-use scheme is for public clients and has a dot")
        @CsvSource({
            "com.acme.app:/cb,",
            "com.acme.app://callback/x,",
            "acme:/cb, redirect_uri_scheme",
            "com.acme.app:cb, redirect_uri_path",
            "com.acme.app://u@x/cb, redirect_uri_userinfo",
            "COM.acme.app:/cb, redirect_uri_scheme",
            "com..app:/cb, redirect_uri_scheme",
        })
        void privateUse(String uri, String code) {
            assertThat(RedirectUris.check(List.of(uri), AppType.PUBLIC))
                    .extracting(FieldError::code)
                    .isEqualTo(code == null ? List.of() : List.of(code));
        }

        @ParameterizedTest
        @Tag("RED-02")
        @DisplayName("what follows a private-use scheme is sent as it is and never shown, as it names no host")
        @ValueSource(
                strings = {
                    "com.acme.app://callback/x",
                    "com.acme.app://oauth_callback/",
                    "com.acme.app://.x/",
                    "com.acme.app:///cb",
                    "com.acme.app:/cb"
                })
        void privateUseOnTheWire(String uri) {
            assertThat(RedirectUris.check(List.of(uri), AppType.PUBLIC)).isEmpty();
            assertThat(RedirectUris.destination(uri)).isEqualTo("com.acme.app");
            assertThat(RedirectUris.wireForm(uri)).isEqualTo(uri);
        }

        @ParameterizedTest
        @Tag("A-039")
        @DisplayName("5 redirect URIs are accepted, 6 and none are refused")
        @EnumSource(
                value = AppType.class,
                names = {"WEB", "PUBLIC"})
        void counts(AppType type) {
            assertThat(RedirectUris.check(uris(5), type)).isEmpty();
            assertThat(RedirectUris.check(uris(6), type))
                    .extracting(FieldError::message)
                    .containsExactly("Add at most 5 redirect URIs.");
            assertThat(RedirectUris.check(List.of(), type))
                    .extracting(FieldError::code)
                    .containsExactly("redirect_uri_required");
        }

        @Test
        @Tag("A-039")
        @DisplayName("a machine app has none")
        void machine() {
            assertThat(RedirectUris.check(List.of(), AppType.MACHINE)).isEmpty();
            assertThat(RedirectUris.check(uris(1), AppType.MACHINE)).hasSize(1);
        }

        @Test
        @Tag("A-040")
        @DisplayName("every line is judged by itself, and a duplicate names the first")
        void everyLine() {
            assertThat(RedirectUris.check(
                            List.of("https://e.com/cb", "http://e.com/cb", "https://e.com/#x", "https://e.com/cb"),
                            AppType.WEB))
                    .extracting(FieldError::message)
                    .containsExactly(
                            "Line 2: must start with https:// (http:// is allowed for localhost).",
                            "Line 3: remove the #fragment.",
                            "Line 4: the same as line 1.");
        }

        @Test
        void lengthIsLimited() {
            String longest = "https://e.com/" + "a".repeat(RedirectUris.MAX_LENGTH - 14);
            assertThat(RedirectUris.check(List.of(longest), AppType.WEB)).isEmpty();
            assertThat(RedirectUris.check(List.of(longest + "a"), AppType.WEB)).hasSize(1);
        }

        private List<String> uris(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "https://e.com/cb" + i)
                    .toList();
        }
    }

    @Nested
    class Matching {

        @ParameterizedTest
        @Tag("RED-03")
        @Tag("RED-07")
        @Tag("RED-09")
        @DisplayName("nothing but the same string matches")
        @ValueSource(
                strings = {
                    "https://E.com/cb",
                    "HTTPS://e.com/cb",
                    "https://e.com/CB",
                    "https://e.com/cb/",
                    "https://e.com:443/cb",
                    "https://e.com/cb?x=1",
                    "https://e.com/cb?",
                    "https://e.com/cb#",
                    "https://e.com/%63b",
                    "https://e.com/cb%00",
                    "https://e.com/cb2",
                    "https://e.com/c",
                    "https://e.com.evil.com/cb",
                    "https://e.com@evil.com/cb",
                    " https://e.com/cb",
                    "https://e.com/cb\n",
                    "https://e.com/a/../cb",
                    "http://e.com/cb",
                    "",
                })
        void refuses(String requested) {
            assertThat(RedirectUris.matches("https://e.com/cb", requested)).isFalse();
            assertThat(RedirectUris.matches("https://e.com/cb", "https://e.com/cb"))
                    .isTrue();
        }

        @ParameterizedTest
        @Tag("RED-04")
        @Tag("RED-06")
        @DisplayName("the port of a loopback URI is free")
        @CsvSource({
            "http://127.0.0.1/cb, http://127.0.0.1:49152/cb",
            "http://127.0.0.1:1/cb, http://127.0.0.1:65535/cb",
            "http://127.0.0.1:8080/cb, http://127.0.0.1/cb",
            "http://[::1]/cb, http://[::1]:3000/cb",
            "http://localhost:3000/cb?x=1, http://localhost:4000/cb?x=1",
        })
        void loopback(String registered, String requested) {
            assertThat(RedirectUris.matches(registered, requested)).isTrue();
        }

        @ParameterizedTest
        @Tag("RED-04")
        @Tag("RED-05")
        @DisplayName("nothing but the port of a loopback URI is free")
        @CsvSource({
            "http://127.0.0.1/cb, http://127.0.0.1:1/cb2",
            "http://127.0.0.1/cb, http://127.0.0.1:1/cb?x",
            "http://127.0.0.1/cb, http://x@127.0.0.1/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:1@evil.com/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:x/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:0/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:65536/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:123456/cb",
            "http://127.0.0.1/cb, http://127.0.0.1.evil.com/cb",
            "http://127.0.0.1/cb, http://127.0.0.1:1.evil.com/cb",
            "http://127.0.0.1/cb, http://localhost/cb",
            "http://127.0.0.1/cb, http://127.1/cb",
            "http://127.0.0.1/cb, http://0x7f.1/cb",
            "http://127.0.0.1/cb, https://127.0.0.1:1/cb",
            "http://127.0.0.1/cb, HTTP://127.0.0.1:1/cb",
            "http://localhost/cb, http://LOCALHOST:1/cb",
            "https://127.0.0.1/cb, https://127.0.0.1:1/cb",
            "https://localhost/cb, https://localhost:1/cb",
            "http://[::1]/cb, http://[0:0:0:0:0:0:0:1]:1/cb",
        })
        void nothingElse(String registered, String requested) {
            assertThat(RedirectUris.matches(registered, requested)).isFalse();
        }

        @Test
        @Tag("RED-12")
        @DisplayName("a Unicode host is compared as registered and shown in punycode")
        void unicodeHosts() {
            String registered = "https://bücher.example:8443/cb";
            assertThat(RedirectUris.matches(registered, registered)).isTrue();
            assertThat(RedirectUris.matches(registered, "https://xn--bcher-kva.example:8443/cb"))
                    .isFalse();
            assertThat(RedirectUris.destination(registered)).isEqualTo("xn--bcher-kva.example:8443");
            assertThat(RedirectUris.wireForm(registered)).isEqualTo("https://xn--bcher-kva.example:8443/cb");
            assertThat(RedirectUris.destination("com.acme.app:/cb")).isEqualTo("com.acme.app");
            assertThat(RedirectUris.destination("http://[::1]:80/cb")).isEqualTo("[::1]:80");
        }
    }

    @Nested
    class Fuzzed {

        private static final String ALPHABET = "htps:/.@#*%?=\\ []01aE-_\u0000\u202Eü";

        @Test
        @Tag("RED-10")
        @DisplayName("whatever is accepted matches itself, has an ASCII wire form and no way around the rules")
        void whatIsAcceptedIsSafe() {
            Random random = new Random(20_261_121);
            int accepted = 0;
            for (int i = 0; i < 200_000; i++) {
                String uri = mutate("https://e.com/cb", random);
                if (!RedirectUris.check(List.of(uri), AppType.WEB).isEmpty()) {
                    continue;
                }
                accepted++;
                assertThat(RedirectUris.matches(uri, uri)).isTrue();
                assertThat(uri).matches("https://[^/@\\\\#*\\s]+/[^\\\\#*\\s]*");
                assertThat(RedirectUris.wireForm(uri)).matches("[\\x21-\\x7E]+");
            }
            assertThat(accepted).isGreaterThan(1_000);
        }

        @Test
        @Tag("RED-03")
        @Tag("RED-09")
        @DisplayName("no mutation of a registered URI matches it")
        void mutationsDoNotMatch() {
            Random random = new Random(42);
            for (int i = 0; i < 200_000; i++) {
                String requested = mutate("http://127.0.0.1:80/cb", random);
                assertThat(RedirectUris.matches("http://127.0.0.1:80/cb", requested))
                        .as(requested)
                        .isEqualTo(requested.matches("http://127\\.0\\.0\\.1(:0*[1-9][0-9]{0,4})?/cb"));
            }
        }

        private String mutate(String seed, Random random) {
            StringBuilder text = new StringBuilder(seed);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(text.length() + 1);
                char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                if (at < text.length() && random.nextBoolean()) {
                    text.setCharAt(at, c);
                } else {
                    text.insert(at, c);
                }
            }
            return text.toString();
        }
    }
}
