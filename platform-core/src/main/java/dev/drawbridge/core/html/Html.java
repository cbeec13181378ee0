package dev.drawbridge.core.html;

/**
 * Markup that is safe to put into a page as it is: everything variable in it was escaped when it was rendered. Immutable.
 *
 * <p>Templates and components make it. Nothing turns a string into markup without escaping it but {@link #trusted}, which a
 * review can search for.
 */
public final class Html {

    /** Nothing. */
    public static final Html EMPTY = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * Takes a string as markup without escaping anything. Whatever a person or another program may have written never
     * belongs in here: use {@link #text}.
     *
     * @param markup constant markup
     * @return the same as markup
     */
    public static Html trusted(String markup) {
        return new Html(markup);
    }

    /**
     * Returns the markup.
     *
     * @return the markup as it appears in a page
     */
    public String markup() {
        return markup;
    }

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
