package dev.drawbridge.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Nested
    @DisplayName("The wire form (RFC 6749 3.3)")
    class WireForm {

        @Test
        void isSortedAndHasNoDuplicates() {
            assertThat(Scopes.parse("b a b").toWire()).isEqualTo("a b");
            assertThat(Scopes.parse("")).isEqualTo(Scopes.NONE);
            assertThat(Scopes.NONE.toWire()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "a  b", " a", "a ", "a\tb", "a\"b", "a\\b", "\u00e4", "a\u0000"})
        void refusesWhatIsNoListOfScopeTokens(String wire) {
            assertThatThrownBy(() -> Scopes.parse(wire)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Covering {

        @ParameterizedTest
        @CsvSource({
            "tickets.read, tickets.read, true",
            "tickets.read, tickets.write, false",
            "tickets.*, tickets.write, true",
            "tickets.*, ticketsx.write, false",
            "tickets.*, tickets, false",
            "*, mcp:write, true"
        })
        void knowsWildcards(String granted, String asked, boolean covered) {
            assertThat(Scopes.of(granted).covers(asked)).isEqualTo(covered);
        }

        @Test
        void isLiteralForContains() {
            assertThat(Scopes.of("*").contains("tickets.read")).isFalse();
            assertThat(Scopes.of("a", "b").containsAll(Scopes.of("a"))).isTrue();
            assertThat(Scopes.of("a", "b").containsAll(Scopes.of("a", "c"))).isFalse();
        }
    }

    @Test
    void anIntersectionHasWhatBothHave() {
        assertThat(Scopes.of("a", "b").intersect(Scopes.of("b", "c"))).isEqualTo(Scopes.of("b"));
        assertThat(Scopes.of("a").intersect(Scopes.of("b")).isEmpty()).isTrue();
    }

    @Test
    void aCatalogReplacesWildcardsByWhatTheyCover() {
        ScopeCatalog catalog = ScopeCatalog.of(List.of(
                Scope.of("tickets.read", "t", "d"),
                Scope.of("tickets.write", "t", "d"),
                Scope.of("mcp:read", "t", "d")));
        assertThat(catalog.expand(Scopes.of("tickets.*"))).isEqualTo(Scopes.of("tickets.read", "tickets.write"));
        assertThat(catalog.expand(Scopes.of("unknown"))).isEqualTo(Scopes.NONE);
        assertThat(catalog.offers(List.of("mcp:read", "unknown"))).isFalse();
    }
}
