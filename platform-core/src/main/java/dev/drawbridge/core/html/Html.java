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
     * Joins two pieces.
     *
     * @param next what follows
     * @return both
     */
    public Html plus(Html next) {
        return new Html(markup + next.markup);
    }
}
