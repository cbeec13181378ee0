package dev.drawbridge.core.internal.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.html.Html;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Messages messages = read("""
            page.count = {0,choice,0#No apps|1#1 app|1<{0} apps}
            page.hint = Read {0} & ''{1}''
            """);

    @Test
    void pluralsFollowTheNumber() {
        assertThat(messages.of("page.count", 0)).isEqualTo("No apps");
        assertThat(messages.of("page.count", 1)).isEqualTo("1 app");
        assertThat(messages.of("page.count", 1200)).isEqualTo("1,200 apps");
    }

    @Test
    void markupIsTakenAsItIsAndEverythingElseIsEscaped() {
        Html html =
                Components.render(messages.html("page.hint", Components.link("/docs", "<docs>"), "<b>\u00011\u0001$1"));

        assertThat(html.markup())
                .contains("<a href=\"/docs\">&lt;docs&gt;</a>")
                .startsWith("Read ")
                .endsWith(" &amp; &#39;&lt;b&gt;\u00011\u0001$1&#39;");
    }

    @Test
    void anUnknownKeyNamesItselfAndItsPackage() {
        assertThatThrownBy(() -> messages.of("page.absent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page.absent")
                .hasMessageContaining("test");
    }

    @Test
    @Tag("A-136")
    @DisplayName("what a language says is said in it; what it lacks is said in English; a country has the last word")
    void languages() {
        Messages several = Messages.of(
                "test",
                Map.of(
                        "messages_en.properties", "page.title = Apps\npage.count = {0} calls",
                        "messages_de.properties", "page.count = {0} Aufrufe\npage.bye = Tschüss",
                        "messages_de_AT.properties", "page.bye = Servus"));

        assertThat(in(Locale.GERMAN, () -> several.of("page.count", 1200))).isEqualTo("1.200 Aufrufe");
        assertThat(in(Locale.GERMAN, () -> several.of("page.title"))).isEqualTo("Apps");
        assertThat(in(Locale.GERMAN, () -> several.of("page.bye"))).isEqualTo("Tschüss");
        assertThat(in(Locale.forLanguageTag("de-AT"), () -> several.of("page.bye")))
                .isEqualTo("Servus");
        assertThat(in(Locale.FRENCH, () -> several.of("page.count", 1200))).isEqualTo("1,200 calls");
        assertThat(several.of("page.count", 1200)).isEqualTo("1,200 calls");
    }

    private static String in(Locale locale, Supplier<String> text) {
        return Viewer.DEFAULT.in(locale).seeing(text);
    }

    private static Messages read(String properties) {
        return Messages.of("test", Map.of("messages_en.properties", properties));
    }
}
