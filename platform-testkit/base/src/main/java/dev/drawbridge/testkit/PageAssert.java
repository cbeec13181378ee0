package dev.drawbridge.testkit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** What must be true of pages. Not thread-safe. */
public final class PageAssert extends AbstractAssert<PageAssert, BrowserPage> {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private PageAssert(BrowserPage page) {
        super(page, PageAssert.class);
    }

    /**
     * Begins.
     *
     * @param page what is looked at
     * @return the assertions
     */
    public static PageAssert assertThat(BrowserPage page) {
        return new PageAssert(page);
    }

    /**
     * Demands a status.
     *
     * @param status the HTTP status
     * @return this
     */
    public PageAssert hasStatus(int status) {
        Assertions.assertThat(actual.status())
                .as("%s:%n%s", actual, actual.text())
                .isEqualTo(status);
        return this;
    }

    /**
     * Demands a first-level heading, the only one.
     *
     * @param heading its text
     * @return this
     */
    public PageAssert hasHeading(String heading) {
        Assertions.assertThat(actual.texts("h1")).as("headings of %s", actual).containsExactly(heading);
        return this;
    }

    /**
     * Demands that people read something between header and footer.
     *
     * @param text a part of it, white space collapsed
     * @return this
     */
    public PageAssert says(String text) {
        Assertions.assertThat(actual.text()).as("text of %s", actual).contains(text);
        return this;
    }

    /**
     * Demands a redirect by 303.
     *
     * @param location what the Location header begins with
     * @return this
     */
    public PageAssert redirectsTo(String location) {
        hasStatus(303);
        Assertions.assertThat(actual.location()).startsWith(location);
        return this;
    }

    /**
     * Demands status 422 and an error at a field, joined to it for assistive technology.
     *
     * @param field the field's name
     * @param message the message
     * @return this
     */
    public PageAssert hasError(String field, String message) {
        hasStatus(422);
        Assertions.assertThat(actual.title()).startsWith("Error: ");
        Assertions.assertThat(actual.texts("#f-" + field + "-error"))
                .as("error of %s", field)
                .containsExactly(message);
        Assertions.assertThat(actual.count("[aria-describedby~=f-" + field + "-error]"))
                .as("elements described by the error of %s", field)
                .isPositive();
        Assertions.assertThat(actual.texts(".errors a[href=#f-" + field + "]")).contains(message);
        return this;
    }

    /**
     * Demands the headers of every page of the portal and that nothing on it breaks the policy.
     *
     * @return this
     */
    public PageAssert isSafe() {
        hasCommonHeaders();
        hasHeader("Content-Security-Policy", POLICY + "; form-action 'self'");
        hasHeader("Cross-Origin-Opener-Policy", "same-origin");
        return this;
    }

    /**
     * Demands the headers of a page on which a user decides: no {@code form-action}, no opener policy.
     *
     * @return this
     */
    public PageAssert isSafeDecision() {
        hasCommonHeaders();
        hasHeader("Content-Security-Policy", POLICY);
        Assertions.assertThat(actual.response().header("Cross-Origin-Opener-Policy"))
                .isEmpty();
        return this;
    }

    private void hasCommonHeaders() {
        hasHeader("Content-Type", "text/html; charset=utf-8");
        hasHeader("X-Content-Type-Options", "nosniff");
        hasHeader("X-Frame-Options", "DENY");
        hasHeader("Referrer-Policy", "same-origin");
        hasHeader("Cache-Control", "no-store");
        Assertions.assertThat(actual.response().header("X-Request-Id")).isPresent();
        hasNothingInlineOrForeign();
    }

    private void hasHeader(String name, String value) {
        Assertions.assertThat(actual.response().headers().all(name)).as(name).containsExactly(value);
    }

    private void hasNothingInlineOrForeign() {
        List<String> offenders = actual.document().getAllElements().stream()
                .filter(PageAssert::breaksPolicy)
                .map(Element::outerHtml)
                .toList();
        Assertions.assertThat(offenders)
                .as("inline or foreign code on %s", actual)
                .isEmpty();
    }

    private static boolean breaksPolicy(Element element) {
        boolean inlineCode = element.is("style, script:not([src])");
        boolean foreign = element.is("script[src], link[href], img[src], iframe, object, embed")
                && !(element.attr("src") + element.attr("href")).startsWith("/");
        boolean handler = element.attributes().asList().stream()
                .map(Attribute::getKey)
                .anyMatch(name -> name.startsWith("on") || name.equals("style"));
        return inlineCode || foreign || handler;
    }
}
