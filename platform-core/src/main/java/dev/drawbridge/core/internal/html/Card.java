package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** A section of a page on its own surface. */
public final class Card {

    private Card() {}

    /**
     * Renders a section with a second-level heading.
     *
     * @param title the heading
     * @param content flow content
     * @return the section
     */
    public static Html of(String title, Html content) {
        return render("card", title, content, Html.EMPTY);
    }

    /**
     * Renders a section with a heading and an action beside it.
     *
     * @param title the heading
     * @param action a {@link Link} or an inline {@link Form}
     * @param content flow content
     * @return the section
     */
    public static Html of(String title, Html action, Html content) {
        return render("card", title, content, action);
    }

    /**
     * Renders a section without heading.
     *
     * @param content flow content
     * @return the section
     */
    public static Html plain(Html content) {
        return render("card", "", content, Html.EMPTY);
    }

    /**
     * Renders the one card of a page of a visitor: login, sign-up, notices. The page becomes narrow.
     *
     * @param content flow content, usually a {@link Form}
     * @return the card
     */
    public static Html narrow(Html content) {
        return render("card narrow", "", content, Html.EMPTY);
    }

    /**
     * Renders the section of things that cannot be undone.
     *
     * @param title the heading
     * @param content flow content
     * @return the section
     */
    public static Html danger(String title, Html content) {
        return render("card danger-zone", title, content, Html.EMPTY);
    }

    private static Html render(String cssClass, String title, Html content, Html action) {
        return Components.TEMPLATES.render("card", new Model(cssClass, title, content, action));
    }

    record Model(String cssClass, String title, Html content, Html action) {}
}
