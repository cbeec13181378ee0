package dev.drawbridge.core.account;

import dev.drawbridge.core.html.Html;

/** Plain words as markup. */
final class Words {

    private Words() {}

    static Html paragraph(String text) {
        return new Html("<p>" + Html.text(text).markup() + "</p>");
    }

    static Html lead(String text) {
        return new Html("<p class=\"lead\">" + Html.text(text).markup() + "</p>");
    }

    static Html muted(String text) {
        return new Html("<p class=\"muted\">" + Html.text(text).markup() + "</p>");
    }

    /** A paragraph below the one card of a page, with links in it. */
    static Html below(Html... parts) {
        Html all = Html.EMPTY;
        for (Html part : parts) {
            all = all.plus(all.isEmpty() ? Html.EMPTY : Html.text(" ")).plus(part);
        }
        return new Html("<p class=\"below\">" + all.markup() + "</p>");
    }

    static Html row(Html content) {
        return new Html("<div class=\"row\">" + content.markup() + "</div>");
    }
}
