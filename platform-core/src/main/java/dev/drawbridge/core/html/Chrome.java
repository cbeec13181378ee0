package dev.drawbridge.core.html;

import java.util.List;

/** What is around a page's content. */
public sealed interface Chrome {

    /** Public pages of the portal: landing, sign-up, login, errors. */
    record Visitor() implements Chrome {}

    /** Pages that do not know who reads them, such as errors: the product's name and nothing else. */
    record Bare() implements Chrome {}

    /**
     * Pages for a developer who is logged in: header with navigation and a form to log out.
     *
     * @param email who
     * @param formToken the token for the form that logs out
     * @param activePath the page's path, to mark it in the navigation
     * @param subject the app that the page is about, empty if none: shown above the heading
     * @param tabs the pages about that app, its overview first, or none
     */
    record Portal(String email, String formToken, String activePath, String subject, List<Tab> tabs) implements Chrome {

        /** Copies the tabs. */
        public Portal {
            tabs = List.copyOf(tabs);
        }

        /**
         * Makes the chrome of a page that is about no app.
         *
         * @param email who
         * @param formToken the token for the form that logs out
         * @param activePath the page's path
         * @param tabs pages beside it, or none
         */
        public Portal(String email, String formToken, String activePath, List<Tab> tabs) {
            this(email, formToken, activePath, "", tabs);
        }
    }

    /**
     * Pages for an operator of the host: header, and navigation between the sections of the area.
     *
     * @param name who
     * @param activePath the page's path, to mark its section
     * @param sections the pages of the area, its first page first
     */
    record Operator(String name, String activePath, List<Tab> sections) implements Chrome {

        /** Copies the sections. */
        public Operator {
            sections = List.copyOf(sections);
        }
    }

    /**
     * Pages on which a user of the host decides, and their errors: one narrow card and nothing to wander off to. The
     * policy has no {@code form-action}: browsers apply it to every redirect of the chain back to the client.
     */
    record Decision() implements Chrome {}

    /**
     * An entry of the navigation between the pages about one thing.
     *
     * @param title one or two words
     * @param path the page's full path
     */
    record Tab(String title, String path) {}
}
