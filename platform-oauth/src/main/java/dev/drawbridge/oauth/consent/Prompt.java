package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether the app allows or wants pages to be shown (OpenID Connect Core §3.1.2.1). */
enum Prompt {
    /** Pages may be shown; what the user allowed before is not asked again. */
    PAGES,
    /** The consent page is shown in any case. */
    CONSENT,
    /** No page may be shown. */
    NONE;

    // Login is the host's, so for login and select_account the page is shown too: it names the user and offers another.
    private static final Set<String> WITH_PAGE = Set.of("consent", "login", "select_account");

    /** Reads {@code prompt}; values that are not known are ignored. */
    static Prompt read(Parameters sent) {
        List<String> values = List.of(sent.text("prompt").split(" ", -1));
        if (!values.contains("none")) {
            return Collections.disjoint(values, WITH_PAGE) ? PAGES : CONSENT;
        }
        if (values.size() > 1) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "The prompt none stands alone.");
        }
        return NONE;
    }
}
