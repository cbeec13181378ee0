package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether the app allows or wants pages to be shown (OpenID Connect Core §3.1.2.1). */
public enum Prompt {
    /** Pages may be shown; the user is not asked again about what they allowed before. */
    PAGES,
    /** The consent page is shown in any case. */
    CONSENT,
    /** No page may be shown. */
    NONE;

    // Login is the host's, so for login and select_account the page is shown too: it names the user and offers another.
    private static final Set<String> WITH_PAGE = Set.of("consent", "login", "select_account");

    /**
     * Reads {@code prompt}; values that are not known are ignored.
     *
     * @param sent the parameters of a request
     * @return what they say
     */
    public static Prompt read(Parameters sent) {
        List<String> values = values(sent);
        if (values.contains("none")) {
            return NONE;
        }
        return Collections.disjoint(values, WITH_PAGE) ? PAGES : CONSENT;
    }

    /**
     * Returns what a request that is kept says; one that allows no pages is never kept.
     *
     * @param request the request
     * @return {@link #PAGES} or {@link #CONSENT}
     */
    public static Prompt of(AuthorizationRequest request) {
        return request.pageRequired() ? CONSENT : PAGES;
    }

    /** Tells whether {@code prompt} has another value beside {@code none}. */
    static boolean contradicts(Parameters sent) {
        List<String> values = values(sent);
        return values.contains("none") && values.size() > 1;
    }

    private static List<String> values(Parameters sent) {
        return List.of(sent.text("prompt").split(" ", -1));
    }
}
