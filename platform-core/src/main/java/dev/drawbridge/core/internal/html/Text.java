package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** Plain text as markup: paragraphs, and short technical words. */
public final class Text {

    private Text() {}

    /**
     * Renders a paragraph.
     *
     * @param text any text
     * @return the paragraph
     */
    public static Html paragraph(String text) {
        return element("p", "", text);
    }

    /**
     * Renders the paragraph that opens a page.
     *
     * @param text any text
     * @return the paragraph, in larger letters
     */
    public static Html lead(String text) {
        return element("p", " class=\"lead\"", text);
    }

    /**
     * Renders a paragraph that explains and may be skipped.
     *
     * @param text any text
     * @return the paragraph, in a quieter colour
     */
    public static Html muted(String text) {
        return element("p", " class=\"muted\"", text);
    }

    /**
     * Renders a technical word within a line or cell.
     *
     * @param text any text
     * @return the word, in letters of one width
     */
    public static Html mono(String text) {
        return element("span", " class=\"mono\"", text);
    }

    private static Html element(String name, String attributes, String text) {
        return Html.trusted("<" + name + attributes + ">" + Html.text(text).markup() + "</" + name + ">");
    }
}
