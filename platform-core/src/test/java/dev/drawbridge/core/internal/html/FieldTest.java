package dev.drawbridge.core.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.html.Html;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FieldTest {

    private static final FieldErrors WRONG =
            FieldErrors.NONE.plus("email", "invalid", "Enter an email address like name@example.com.");

    @Test
    void hintAndErrorAreJoinedToTheInput() {
        String field = Field.email("email", "Email")
                .hint("For <support>.")
                .value("a\"b")
                .required()
                .autocomplete("email")
                .error(WRONG)
                .render()
                .markup();
        assertThat(field)
                .contains("<label class=\"label\" for=\"f-email\">Email</label>")
                .contains("<p class=\"hint\" id=\"f-email-hint\">For &lt;support&gt;.</p>")
                .contains("id=\"f-email-error\">Enter an email")
                .contains("aria-describedby=\"f-email-hint f-email-error\"")
                .contains("aria-invalid=\"true\"")
                .contains("value=\"a&#34;b\"")
                .contains(" required")
                .contains("autocomplete=\"email\"")
                .doesNotContain("Optional");
    }

    @Test
    void aFieldWithoutHintAndErrorHasNoEmptyAttributes() {
        assertThat(Field.text("name", "Name").render().markup())
                .contains("Optional")
                .doesNotContain("aria-")
                .doesNotContain("autocomplete")
                .doesNotContain(" required");
    }

    @Test
    @Tag("A-019")
    @DisplayName("a password is never put into the page again")
    void passwordsAreNotRepeated() {
        assertThat(Field.password("password", "Password")
                        .value("hunter2")
                        .render()
                        .markup())
                .doesNotContain("hunter2")
                .contains("data-reveal=\"f-password\"");
    }

    @Test
    void choicesAreAGroupWithALegend() {
        String field = Field.checkboxes(
                        "scopes",
                        "Scopes",
                        List.of(
                                new Option("tickets.read", "Read tickets", "Lists"),
                                Option.of("jobs.read", "Read jobs")))
                .selected(List.of("jobs.read"))
                .render()
                .markup();
        assertThat(field)
                .contains("<legend class=\"label\">Scopes")
                .contains("<input type=\"checkbox\" id=\"f-scopes\" name=\"scopes\" value=\"tickets.read\">")
                .contains("<input type=\"checkbox\" id=\"f-scopes-1\" name=\"scopes\" value=\"jobs.read\" checked>");
    }

    @Test
    void areasKeepTheirLines() {
        assertThat(Field.textarea("redirectUris", "Redirect URIs")
                        .value("\n<a>\nb")
                        .render()
                        .markup())
                .contains(">\n\n&lt;a&gt;\nb</textarea>");
    }

    @Test
    void selectsChooseOne() {
        assertThat(Field.select("runAs", "Run as", List.of(Option.of("u1", "One"), Option.of("u2", "Two")))
                        .value("u2")
                        .render()
                        .markup())
                .contains("<option value=\"u2\" selected>Two</option>")
                .contains("<option value=\"u1\">One</option>");
    }

    @Test
    void theSummaryLinksToTheFields() {
        String summary = WRONG.plus("", "other", "Something <else>.").summary().markup();
        assertThat(summary)
                .contains("role=\"alert\"")
                .contains("<a href=\"#f-email\">Enter an email")
                .contains("<li>Something &lt;else&gt;.</li>");
        assertThat(FieldErrors.NONE.summary()).isEqualTo(Html.EMPTY);
    }
}
