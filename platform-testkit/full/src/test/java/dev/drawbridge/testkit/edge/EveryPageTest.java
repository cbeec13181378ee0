package dev.drawbridge.testkit.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.PageAssert;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, in every state that a walk through the platform meets. */
class EveryPageTest {

    /** Where sentences are; samples of code are not among them. */
    private static final String PROSE =
            "h1, h2, h3, p, li, dt, dd, th, td, label, legend, button, a, summary, figcaption, title, desc";

    private static final Pattern SPACE_BEFORE_SIGN = Pattern.compile("\\s[.,;:](?:\\s|$)");
    private static final Pattern PLURAL_OF_ONE = Pattern.compile("\\b1 [a-z]+s\\b");

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
    @DisplayName("its sentences are set as people set them: no space before a comma, no plural of one")
    void reads(String name) {
        assertThat(pages.get(name).texts(PROSE))
                .noneMatch(text -> SPACE_BEFORE_SIGN.matcher(text).find())
                .noneMatch(text -> PLURAL_OF_ONE.matcher(text).find());
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("no two controls in its tables have the same name for those who only hear them")
    void namesControls(String name) {
        assertThat(pages.get(name).texts("table a[href], table button")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("its title says what it is, which app it is about, and whose pages these are")
    void isNamed(String name) {
        BrowserPage page = pages.get(name);
        if (page.path().startsWith("/developers/apps/") && page.count("nav.tabs") > 0) {
            assertThat(page.title()).containsAnyOf("Acme Sync", "Night Export");
        }
        String site = page.path().startsWith("/developers") ? "Testwork Developers" : "Testwork";
        assertThat(page.title()).endsWith(site);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("each cell of its tables is still one where a table is shown as cards, and says what it is")
    void stacks(String name) {
        BrowserPage page = pages.get(name);
        assertThat(page.count("table:not([role=table]), tr:not([role=row]), tbody td:not([role=cell])"))
                .isZero();
        assertThat(page.attributes("tbody td", "data-label")).hasSize(page.count("tbody td[data-label]"));
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("no page is a failure")
    void works(String name) {
        assertThat(pages.get(name).status()).isLessThan(500);
    }
}
