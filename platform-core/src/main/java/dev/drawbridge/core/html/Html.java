package dev.drawbridge.core.html;

/**
 * Markup that is safe to put into a page as it is: everything variable in it was escaped when it was rendered. Immutable.
 *
 * @param markup the markup
 */
public record Html(String markup) {

    /** Nothing. */
    public static final Html EMPTY = new Html("");

    /**
     * Escapes a text for element content and quoted attributes.
     *
     * @param text any text
     * @return the text as markup
     */
    public static Html text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return new Html(escaped.toString());
    }

    /**
     * Joins two pieces.
     *
     * @param next what follows
     * @return both
     */
    public Html plus(Html next) {
        return new Html(markup + next.markup);
    }

    /**
     * Tells whether there is nothing to show.
     *
     * @return true if the markup is empty
     */
    public boolean isEmpty() {
        return markup.isEmpty();
    }
}
