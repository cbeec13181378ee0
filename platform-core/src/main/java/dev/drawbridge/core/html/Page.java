package dev.drawbridge.core.html;

import java.util.List;

/**
 * What a page says and what is around it. Immutable.
 *
 * @param status the HTTP status; with 422 the title begins with "Error:"
 * @param title the first heading, and the first part of the document's title
 * @param content what is in the main landmark, below the heading
 * @param chrome what is around it
 * @param head what is beside the heading
 */
public record Page(int status, String title, Html content, Chrome chrome, Head head) {

    /**
     * Makes a page with nothing beside its heading.
     *
     * @param status the HTTP status; with 422 the title begins with "Error:"
     * @param title the first heading, and the first part of the document's title
     * @param content what is in the main landmark, below the heading
     * @param chrome what is around it
     */
    public Page(int status, String title, Html content, Chrome chrome) {
        this(status, title, content, chrome, Head.NONE);
    }

    /**
     * What is beside the heading of a page. Immutable; begin with {@link #NONE}.
     *
     * @param crumbs the pages between the app, or its tab, and this page; the app and the tab are not among them
     * @param badge a word about the state, after the heading
     * @param meta a line of small facts below the heading, for example a client ID
     * @param actions links and buttons at the end of the heading's line; one of them at most is a primary one
     * @param notice what the last action did, shown and announced before everything else
     * @param documentTitle the first part of the document's title if it is not the heading, otherwise empty
     * @param heading whether the heading comes before the content; a page without it has one in its content
     */
    public record Head(
            List<Chrome.Tab> crumbs,
            Html badge,
            Html meta,
            Html actions,
            Html notice,
            String documentTitle,
            boolean heading) {

        /** Nothing beside the heading. */
        public static final Head NONE = new Head(List.of(), Html.EMPTY, Html.EMPTY, Html.EMPTY, Html.EMPTY, "", true);

        /** Copies the crumbs. */
        public Head {
            crumbs = List.copyOf(crumbs);
        }

        /**
         * Returns a copy with pages above this one.
         *
         * @param above from the outside in
         * @return the copy
         */
        public Head below(List<Chrome.Tab> above) {
            return new Head(above, badge, meta, actions, notice, documentTitle, heading);
        }

        /**
         * Returns a copy with a word about the state.
         *
         * @param word a badge
         * @return the copy
         */
        public Head badge(Html word) {
            return new Head(crumbs, word, meta, actions, notice, documentTitle, heading);
        }

        /**
         * Returns a copy with a line of small facts.
         *
         * @param facts phrasing content, each fact in an element of its own
         * @return the copy
         */
        public Head meta(Html facts) {
            return new Head(crumbs, badge, facts, actions, notice, documentTitle, heading);
        }

        /**
         * Returns a copy with links and buttons.
         *
         * @param links links, or forms of one button
         * @return the copy
         */
        public Head actions(Html links) {
            return new Head(crumbs, badge, meta, links, notice, documentTitle, heading);
        }

        /**
         * Returns a copy with what the last action did.
         *
         * @param alert an element with the role {@code status}
         * @return the copy
         */
        public Head notice(Html alert) {
            return new Head(crumbs, badge, meta, actions, alert, documentTitle, heading);
        }

        /**
         * Returns a copy whose document has another title than its heading.
         *
         * @param title the first part of the title; the app's and the product's name follow
         * @return the copy
         */
        public Head documentTitle(String title) {
            return new Head(crumbs, badge, meta, actions, notice, title, heading);
        }

        /**
         * Returns a copy for a page whose content has the first heading itself.
         *
         * @return the copy
         */
        public Head withoutHeading() {
            return new Head(crumbs, badge, meta, actions, notice, documentTitle, false);
        }
    }
}
