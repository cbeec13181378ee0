package dev.drawbridge.core.html;

import java.util.List;

/** What stands around a page's content. */
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
     * @param tabs the pages about one app, or none
     */
    record Portal(String email, String formToken, String activePath, List<Tab> tabs) implements Chrome {

        /** Copies the tabs. */
        public Portal {
            tabs = List.copyOf(tabs);
        }
    }

    /**
     * Pages on which a user of the host decides, and their errors: one narrow card and nothing to wander off to. The
     * policy has no {@code form-action}: browsers apply it to every redirect of the chain back to the client.
     */
    record Decision() implements Chrome {}
}
