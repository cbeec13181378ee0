package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** Links, plain or in the form of a button. For going somewhere; what changes state is a {@link Form}. */
final class Link {

    private Link() {}

    /**
     * Renders a link in running text.
     *
     * @param href where to; other schemes than http, https and mailto are dropped
     * @param label what is read
     * @return the link
     */
    static Html to(String href, String label) {
        return render("", href, label);
    }

    /**
     * Renders the main action of a page.
     *
     * @param href where to
     * @param label what is read, a verb first
     * @return the link
     */
    static Html primary(String href, String label) {
        return render("button", href, label);
    }

    /**
     * Renders a further action.
     *
     * @param href where to
     * @param label what is read, a verb first
     * @return the link
     */
    static Html secondary(String href, String label) {
        return render("button secondary", href, label);
    }

    /**
     * Renders a further action of a thing among several.
     *
     * @param href where to
     * @param label what is read, a verb first
     * @param object what only those who hear the page are told, for example "Northwind Sync"
     * @return the link
     */
    static Html secondary(String href, String label, String object) {
        return render("button secondary", href, label, object);
    }

    /**
     * Renders the way to something that cannot be undone.
     *
     * @param href where to, a page that asks again
     * @param label what is read, a verb first
     * @param object what only those who hear the page are told, possibly empty
     * @return the link
     */
    static Html danger(String href, String label, String object) {
        return render("button danger-quiet", href, label, object);
    }

    /**
     * Renders an address that a developer typed.
     *
     * @param address where to; it is also what is read
     * @return a link that sends no referrer and vouches for nothing
     */
    static Html foreign(String address) {
        return Components.TEMPLATES.render("foreignlink", new Model("", address, address, ""));
    }

    private static Html render(String cssClass, String href, String label) {
        return render(cssClass, href, label, "");
    }

    private static Html render(String cssClass, String href, String label, String object) {
        return Components.TEMPLATES.render("link", new Model(cssClass, href, label, object));
    }

    record Model(String cssClass, String href, String label, String object) {

        String safeHref() {
            return href.matches("(?i)(https?://|mailto:|[/?#]).*") ? href : "";
        }
    }
}
