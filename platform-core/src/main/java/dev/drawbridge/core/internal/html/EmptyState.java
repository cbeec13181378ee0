package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** What is shown where a list would be if it had entries. */
public final class EmptyState {

    private EmptyState() {}

    /**
     * Renders an empty state.
     *
     * @param title what is missing, for example "No apps yet"
     * @param text what to do and what for
     * @param action a {@link Link}, or {@link Html#EMPTY}
     * @return the empty state
     */
    public static Html of(String title, String text, Html action) {
        return Components.render(Components.emptyState(title, text, Components.html(action)));
    }
}
