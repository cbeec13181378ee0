package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** How pieces of a page are placed. */
public final class Layout {

    private Layout() {}

    /**
     * Places pieces side by side.
     *
     * @param content links or buttons
     * @return the row
     */
    public static Html row(Html content) {
        return Html.trusted("<div class=\"row\">" + content.markup() + "</div>");
    }

    /**
     * Places what opens the landing page.
     *
     * @param content a lead and links
     * @return the opening
     */
    public static Html hero(Html content) {
        return Html.trusted("<div class=\"hero\">" + content.markup() + "</div>");
    }

    /**
     * Places links below the one card of a page.
     *
     * @param parts links and words between them
     * @return a paragraph
     */
    public static Html below(Html... parts) {
        Html all = Html.EMPTY;
        for (Html part : parts) {
            all = all.plus(all.isEmpty() ? Html.EMPTY : Html.text(" ")).plus(part);
        }
        return Html.trusted("<p class=\"below\">" + all.markup() + "</p>");
    }
}
