package dev.drawbridge.testkit.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.PageAssert;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, in every state that a walk through the platform meets. */
class EveryPageTest {

    private static Map<String, BrowserPage> pages;

    @BeforeAll
    static void walk() {
        pages = Walk.pages();
    }

    static Stream<String> names() {
        return pages.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("A-099")
    @DisplayName("it has the policy, and nothing inline or foreign")
    void isSafe(String name) {
        BrowserPage page = pages.get(name);
        if (page.path().startsWith("/oauth/")) {
            PageAssert.assertThat(page).isSafeDecision();
        } else {
            PageAssert.assertThat(page).isSafe();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("A-107")
    @DisplayName("it has one first heading, unique ids, and a label for every field")
    void isAccessible(String name) {
        BrowserPage page = pages.get(name);
        assertThat(page.texts("h1")).hasSize(1).doesNotContain("");
        assertThat(page.count("html[lang=en]")).isOne();
        assertThat(page.count("main")).isOne();
        assertThat(page.attributes("[id]", "id")).doesNotHaveDuplicates();
        List<String> ids = page.attributes("[id]", "id");
        assertThat(ids).containsAll(page.attributes("label[for]", "for"));
        for (String described : page.attributes("[aria-describedby]", "aria-describedby")) {
            assertThat(ids).containsAll(List.of(described.split(" ")));
        }
        List<String> labelled = page.attributes("label[for]", "for");
        String fields = "input:not([type=hidden]):not([aria-hidden] input), select, textarea";
        assertThat(labelled).containsAll(page.attributes(fields, "id"));
        assertThat(page.count(fields)).isEqualTo(page.attributes(fields, "id").size());
        assertThat(page.texts("button, a[href]")).doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("no page is a failure")
    void works(String name) {
        assertThat(pages.get(name).status()).isLessThan(500);
    }
}
