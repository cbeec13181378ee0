package dev.drawbridge.core.internal.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.html.Html;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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

    private static Messages read(String properties) {
        try {
            return Messages.read("test", new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
