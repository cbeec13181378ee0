package dev.drawbridge.oauth.internal.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.internal.name.ReservedNames;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.internal.text.AppTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AppRules rules = new AppRules(
            ScopeCatalog.of(List.of(
                    Scope.of("tickets.read", "Read tickets", ""),
                    Scope.of("tickets.write", "Change tickets", ""),
                    Scope.of("mcp:read", "Read by MCP", ""))),
            ReservedNames.of(List.of("Field Work")),
            ClientRules.DEFAULTS,
            TargetRules.of(false));

    private static AppDraft.Builder web() {
        return AppDraft.of(AppType.WEB, "Acme Sync")
                .contactEmail("help@acme.test")
                .redirectUris("https://acme.test/cb")
                .scopes("tickets.read");
    }

    private List<String> codes(AppDraft.Builder draft) {
        return codes(draft, DefinedBy.USER);
    }

    private List<String> codes(AppDraft.Builder draft, DefinedBy definedBy) {
        return rules.check(draft.build(), definedBy, null, NOW).stream()
                .map(FieldError::code)
                .toList();
    }

    @Test
    void anOrdinaryAppPasses() {
        assertThat(codes(web())).isEmpty();
    }

    @Test
    void allFaultsAreToldTogether() {
        AppDraft.Builder draft = AppDraft.of(AppType.WEB, " ").contactEmail("nobody");
        assertThat(rules.check(draft.build(), DefinedBy.USER, null, NOW))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "redirectUris", "scopes", "contactEmail");
    }

    @Nested
    class Names {

        @Test
        @Tag("A-038")
        @DisplayName("100 code points are accepted, 101 are refused")
        void length() {
            assertThat(codes(web().name("\uD83D\uDE80".repeat(100)))).isEmpty();
            assertThat(codes(web().name("\uD83D\uDE80".repeat(101)))).containsExactly("name_invalid");
            assertThat(codes(web().name(" " + "a".repeat(100) + " "))).isEmpty();
        }

        @ParameterizedTest
        @Tag("A-038")
        @DisplayName("blank, control-only and bidi-only names are refused")
        @ValueSource(strings = {"", "   ", "\u0000\u0007", "\u202E\u2066", "\u200B\u200D", "\u00A0\u3000", "\u0301"})
        void invisible(String name) {
            assertThat(codes(web().name(name))).containsExactly("name_invalid");
        }

        @Test
        @Tag("A-076")
        @DisplayName("what turns or hides text is taken out, spaces are collapsed, characters composed")
        void cleaning() {
            assertThat(AppTexts.cleanName(" A\u202Ecme\u0007 \t\n  Sy\u200Bnc\u2028e\u0301 "))
                    .isEqualTo("Acme Sync \u00E9");
            assertThat(AppTexts.cleanName("<img src=x onerror=alert(1)>")).isEqualTo("<img src=x onerror=alert(1)>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Field Work", "FIELDWORK", "field-work", "\uFF26ield Work", "Field\u200B Work!"})
        void theNameOfTheProductIsReserved(String name) {
            assertThat(codes(web().name(name))).containsExactly("name_reserved");
        }
    }

    @Nested
    class ScopesOfAnApp {

        @Test
        @Tag("A-042")
        @DisplayName("no scope and unknown scopes are refused")
        void unknown() {
            assertThat(codes(web().scopes())).containsExactly("scope_required");
            assertThat(codes(web().scopes("tickets.read", "tickets.fly", "a b\"")))
                    .containsExactly("unknown_scope", "unknown_scope");
        }

        @ParameterizedTest
        @Tag("A-042")
        @DisplayName("wildcards are for machine and internal apps")
        @ValueSource(strings = {"*", "tickets.*"})
        void wildcards(String scope) {
            assertThat(codes(web().scopes(scope))).containsExactly("wildcard_not_allowed");
            assertThat(codes(web().scopes(scope), DefinedBy.INTERNAL)).isEmpty();
            assertThat(codes(machine().scopes(scope))).isEmpty();
        }

        @ParameterizedTest
        @Tag("A-042")
        @DisplayName("a wildcard must cover something")
        @ValueSource(strings = {"planes.*", "tick.*", ".*", "tickets*", "mcp:*", "tickets.read.*"})
        void emptyWildcards(String scope) {
            assertThat(codes(machine().scopes(scope))).containsExactly("unknown_scope");
        }

        private AppDraft.Builder machine() {
            return AppDraft.of(AppType.MACHINE, "Nightly").contactEmail("help@acme.test");
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @Tag("A-043")
        @DisplayName("a logo must be https")
        @CsvSource({
            "https://acme.test/logo.png,",
            "http://acme.test/logo.png, url_not_https",
            "HTTPS://acme.test/logo.png, url_not_https",
            "//acme.test/logo.png, url_not_https",
            "javascript:alert(1), url_not_https",
            "https://u:p@acme.test/logo.png, url_invalid",
            "https:///logo.png, url_invalid",
            "https://acme.test/a b, url_invalid",
        })
        void logo(String url, String code) {
            AppDraft.Builder draft = web().logoUrl(url);
            assertThat(codes(draft)).isEqualTo(code == null ? List.of() : List.of(code));
        }

        @Test
        void everyAddressIsJudged() {
            AppDraft.Builder draft = web().websiteUrl("http://a")
                    .logoUrl("http://b")
                    .termsUrl("http://c")
                    .privacyUrl("http://d");
            assertThat(rules.check(draft.build(), DefinedBy.USER, null, NOW))
                    .extracting(FieldError::field)
                    .containsExactly("websiteUrl", "logoUrl", "termsUrl", "privacyUrl");
        }

        @ParameterizedTest
        @CsvSource({
            "help@acme.test, true",
            "' help@acme.test ', true",
            "help+x@mail.acme.test, true",
            "help, false",
            "help@acme, false",
            "a@b@acme.test, false",
            "Help <help@acme.test>, false",
            "help @acme.test, false",
        })
        void contactIsAnEmailAddress(String email, boolean fine) {
            assertThat(codes(web().contactEmail(email)).isEmpty()).isEqualTo(fine);
        }
    }

    @Nested
    class Limits {

        @Test
        @Tag("A-057")
        @DisplayName("an expiry lies in the future, at most five years ahead")
        void expiry() {
            assertThat(codes(web().expiresAt(NOW.plusSeconds(1)))).isEmpty();
            assertThat(codes(web().expiresAt(NOW))).containsExactly("expiry_out_of_range");
            assertThat(codes(web().expiresAt(NOW.plus(Duration.ofDays(5 * 366 + 1)))))
                    .containsExactly("expiry_out_of_range");
        }

        @Test
        void anExpiredAppMayBeEditedAndStayExpired() {
            Instant past = NOW.minusSeconds(1);
            AppAccess before =
                    AppAccess.of(List.of(), Scopes.NONE).with().expiresAt(past).build();
            assertThat(rules.check(web().expiresAt(past).build(), DefinedBy.USER, before, NOW))
                    .isEmpty();
        }

        @ParameterizedTest
        @Tag("A-058")
        @DisplayName("a network is written without host bits")
        @CsvSource(
                delimiter = '|',
                value = {
                    "10.0.0.1/8 | Line 1: 10.0.0.1/8 is not a network address. Did you mean 10.0.0.0/8?",
                    "0.0.0.0/0 | Line 1: this allows every address. Leave the list empty instead.",
                    "::/0 | Line 1: this allows every address. Leave the list empty instead.",
                    "10.0.0.1 | Line 1: write a network like 203.0.113.0/24 or 2001:db8::/32.",
                })
        void networks(String range, String message) {
            assertThat(rules.check(web().ipAllowList(List.of(range)).build(), DefinedBy.USER, null, NOW))
                    .extracting(FieldError::message)
                    .containsExactly(message);
        }

        @Test
        @Tag("A-058")
        @DisplayName("up to 50 networks of both families")
        void manyNetworks() {
            List<String> fifty =
                    IntStream.range(0, 50).mapToObj(i -> "10." + i + ".0.0/16").toList();
            assertThat(codes(web().ipAllowList(fifty))).isEmpty();
            assertThat(codes(web().ipAllowList(List.of("203.0.113.0/24", "2001:db8::/32"))))
                    .isEmpty();
            List<String> more =
                    IntStream.range(0, 51).mapToObj(i -> "10." + i + ".0.0/16").toList();
            assertThat(codes(web().ipAllowList(more))).containsExactly("too_many_ip_ranges");
        }

        @Test
        void descriptionHasALimit() {
            assertThat(codes(web().description("x".repeat(1_000)))).isEmpty();
            assertThat(codes(web().description("x".repeat(1_001)))).containsExactly("description_too_long");
        }
    }
}
