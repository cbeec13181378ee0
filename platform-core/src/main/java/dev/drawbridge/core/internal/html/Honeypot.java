package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** A field that people do not see; whoever fills it in is a program. */
public final class Honeypot {

    private Honeypot() {}

    /**
     * Renders the field, out of sight and out of the order of tabs.
     *
     * @param name a name that programs like to fill in; a constant
     * @return the field
     */
    public static Html of(String name) {
        return Html.trusted("<div class=\"visually-hidden\" aria-hidden=\"true\"><label>Leave this empty <input name=\""
                + Html.text(name).markup() + "\" type=\"text\" tabindex=\"-1\" autocomplete=\"off\"></label></div>");
    }
}
