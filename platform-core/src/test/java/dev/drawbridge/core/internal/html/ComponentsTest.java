package dev.drawbridge.core.internal.html;

import static dev.drawbridge.core.internal.html.Components.html;
import static dev.drawbridge.core.internal.html.Components.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {

    private static final Instant NOW = Instant.parse("2026-12-27T01:47:00Z");

    @Test
    @DisplayName("a table stays one for those who hear it, and each cell of a phone's card says what it is")
    void tables() {
        String table = rendered(table(
                "Apps",
                List.of("Name", "Status", "Requests", ""),
                markup("<tr><th scope=\"row\">A</th><td>Active</td><td class=\"num\">1,200</td><td>x</td></tr>")));

        assertThat(table)
                .contains("<table class=\"table\" role=\"table\">")
                .contains("<th role=\"columnheader\" scope=\"col\">Status</th>")
                .contains("<th role=\"columnheader\" scope=\"col\" class=\"num\">Requests</th>")
                .contains("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">A</th>")
                .contains("<td role=\"cell\" data-label=\"Status\"><div class=\"cell\">Active</div></td>")
                .contains(
                        "<td role=\"cell\" data-label=\"Requests\" class=\"num\"><div class=\"cell\">1,200</div></td>")
                .contains("<td role=\"cell\"><div class=\"cell\">x</div></td>");
    }

    @Test
    @DisplayName("a control that is in every row names its object to those who hear it")
    void objects() {
        assertThat(rendered(Components.secondaryLink("/a", "View", "Northwind Sync")))
                .isEqualTo("<a class=\"button secondary\" href=\"/a\">View"
                        + "<span class=\"visually-hidden\"> Northwind Sync</span></a>");
        assertThat(rendered(Components.dangerLink("/a", "End secret", "····uPpA")))
                .contains("class=\"button danger-quiet\"", "> ····uPpA</span>");
        assertThat(Form.post("/x", "t")
                        .quietDanger("Disconnect", "action", "disconnect")
                        .about("Acme")
                        .render()
                        .markup())
                .contains("Disconnect<span class=\"visually-hidden\"> Acme</span></button>");
    }

    @Test
    @DisplayName("a confirmation says what will happen, what the thing is, and what the button does")
    void confirmations() {
        String page = Confirmation.of(Form.post("/end", "t")
                        .danger("End secret", "action", "end")
                        .cancel("/", "Cancel"))
                .consequence("What uses <it> stops.")
                .facts(Components.fact("Last used", "today"))
                .render()
                .markup();

        assertThat(page)
                .contains("<p>What uses &lt;it&gt; stops.</p>", "<dt>Last used</dt>", "button danger\"")
                .containsSubsequence("End secret</button>", "Cancel</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now", "-PT59S, just now", "-PT60S, 1 minute ago", "-PT3599S, 59 minutes ago", "-PT1H, 1 hour ago",
        "-PT47H, 1 day ago", "-P2D, 2 days ago", "PT1S, in 1 minute", "PT60M, in 60 minutes", "PT61M, in 2 hours",
        "P1D, in 24 hours", "PT25H, in 2 days", "P7D, in 7 days"
    })
    @DisplayName("a distance in time is told in its greatest unit, and what is ahead is never told too short")
    void distances(String distance, String said) {
        String time = Moment.relative(NOW.plus(Duration.parse(distance)), NOW).markup();

        assertThat(time).endsWith(">" + said + "</time>").contains(" title=\"");
    }

    @Test
    @DisplayName("times are in UTC and in the viewer's language, and nothing comes behind their last letter")
    void times() {
        assertThat(Moment.of(NOW).markup())
                .isEqualTo("<time datetime=\"2026-12-27T01:47:00Z\">27 Dec 2026, 01:47 UTC</time>");
        assertThat(Viewer.DEFAULT
                        .in(Locale.GERMAN)
                        .seeing(() -> Moment.day(NOW))
                        .markup())
                .contains(">27. Dez. 2026<");
    }

    private static Content markup(String trusted) {
        return html(Html.trusted(trusted));
    }

    private static String rendered(Content content) {
        return Components.render(content).markup();
    }
}
