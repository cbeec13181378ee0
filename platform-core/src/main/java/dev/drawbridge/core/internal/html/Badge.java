package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** A word about a state, for example "Active". */
public final class Badge {

    private Badge() {}

    /**
     * Renders a badge.
     *
     * @param text one or two words
     * @param tone what it means
     * @return the badge
     */
    public static Html of(String text, Tone tone) {
        return Components.render(Components.badge(text, tone));
    }
}
