package dev.drawbridge.oauth.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts of pages where nothing can be decided. */
class DeadEndPagesTest {

    private final Messages text = Templates.of(DeadEndPages.class).text();

    @ParameterizedTest
    @EnumSource(Reason.class)
    @DisplayName("every reason why a link is not valid has a sentence for users")
    void reasons(Reason reason) {
        assertThat(text.of("invalid-link.reason." + reason.name().toLowerCase(Locale.ROOT), "4096"))
                .endsWith(".")
                .doesNotContain("{");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    @DisplayName("and one for the developer of the app")
    void hints(Reason reason) {
        assertThat(text.of("invalid-link.hint." + reason.name().toLowerCase(Locale.ROOT), "4096"))
                .endsWith(".")
                .doesNotContain("{");
    }
}
