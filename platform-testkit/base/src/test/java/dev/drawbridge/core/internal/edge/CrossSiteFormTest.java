package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserForm;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.PageAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossSiteFormTest {

    private final Browser browser = Browser.of(Sample.platform());

    @ParameterizedTest
    @EnumSource(Browser.Hints.class)
    @Tag("A-101")
    @DisplayName("a form of the platform is accepted whatever the browser tells")
    void ownFormsPass(Browser.Hints hints) {
        BrowserPage response = form(hints).submit("Allow");
        PageAssert.assertThat(response).redirectsTo("/developers/sample/done");
        PageAssert.assertThat(response.follow()).hasHeading("Done");
    }

    @ParameterizedTest
    @EnumSource(
            value = Browser.Hints.class,
            names = {"MODERN", "ORIGIN_ONLY"})
    @Tag("A-100")
    @DisplayName("a form of another site is refused, even with a good token")
    void foreignFormsAreRefused(Browser.Hints hints) {
        BrowserForm form = form(hints);
        browser.fromOtherSite("https://evil.test");
        PageAssert.assertThat(form.submit("Allow")).hasStatus(403).isSafe();
        assertThat(browser.cookie("__Host-said")).isEmpty();
    }

    @Test
    @Tag("A-101")
    @DisplayName("without any hint the token decides")
    void theTokenDecides() {
        BrowserForm form = form(Browser.Hints.NONE).set("csrf", "stolen");
        PageAssert.assertThat(form.submit("Allow")).hasStatus(403).says("form expired");
    }

    @Test
    void whatWasTypedAndChosenIsSent() {
        form(Browser.Hints.MODERN)
                .fill("kind", "b")
                .check("scope", "write")
                .uncheck("scope", "read")
                .submit("Allow");
        assertThat(browser.cookie("__Host-said")).contains("Ann/b/write/allow");
    }

    @Test
    @Tag("A-019")
    @DisplayName("a form with errors keeps what was chosen and links the errors to the fields")
    void errorsKeepWhatWasChosen() {
        BrowserPage page =
                browser.get("/developers/sample").form().fill("kind", "b").submit("Allow");
        PageAssert.assertThat(page).hasError("name", "Enter a name.").isSafe();
        assertThat(page.form().values("kind")).containsExactly("b");
        assertThat(page.count(".errors[autofocus][tabindex=-1][role=alert]")).isOne();
    }

    private BrowserForm form(Browser.Hints hints) {
        return browser.hints(hints).get("/developers/sample").form().fill("name", "Ann");
    }
}
