package dev.drawbridge.examples.host;

import dev.drawbridge.core.html.Html;
import java.util.Arrays;

/** The markup of Fieldwork's own pages. A product of yours has a template engine for this. */
final class Markup {

    private Markup() {}

    /**
     * Fills texts into markup.
     *
     * @param markup constant, with {@code %s} where a text goes
     * @param parts texts, which are escaped, or markup that was made here
     * @return the markup
     */
    static Html of(String markup, Object... parts) {
        Object[] safe = Arrays.stream(parts)
                .map(part -> part instanceof Html html
                        ? html.markup()
                        : Html.text(part.toString()).markup())
                .toArray();
        return Html.trusted(markup.formatted(safe));
    }
}
