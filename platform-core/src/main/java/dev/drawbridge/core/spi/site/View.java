package dev.drawbridge.core.spi.site;

import dev.drawbridge.core.html.Html;
import java.util.Map;

/** What a template prints, for a host that replaces it. Thread-safe while the page is rendered, and not to be kept. */
public interface View {

    /**
     * Returns the values of the library's template by name: texts, numbers, instants, {@link Html}, enum constants, types of
     * this library's interface, and maps and lists of these.
     *
     * @return the values, read-only; none for a template that prints words alone
     */
    Map<String, Object> values();

    /**
     * Returns a message of the template's page in the viewer's language.
     *
     * @param key for example {@code landing.title}
     * @param arguments the values of its placeholders
     * @return the text, not escaped
     * @throws IllegalArgumentException if there is no such message
     */
    String text(String key, Object... arguments);

    /**
     * Renders the library's template, for a host that adds something before or behind it.
     *
     * @return its markup
     */
    Html standard();
}
