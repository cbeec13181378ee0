package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.Collection;
import java.util.List;

/** Short technical words side by side: scopes, events, addresses. */
public final class Chips {

    private Chips() {}

    /**
     * Renders words.
     *
     * @param words the words in order
     * @return a list, or a dash if there is none
     */
    public static Html of(Collection<String> words) {
        return words.isEmpty() ? Html.text("–") : Components.TEMPLATES.render("chips", new Model(List.copyOf(words)));
    }

    record Model(List<String> words) {}
}
