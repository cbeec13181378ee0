package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.List;

/** Whether the app allows pages to be shown (OpenID Connect Core §3.1.2.1). */
enum Prompt {
    /** Pages may be shown; every request is put to the user anyway. */
    PAGES,
    /** No page may be shown. */
    NONE;

    /** Reads {@code prompt}; values that are not known are ignored. */
    static Prompt read(Parameters sent) {
        List<String> values = List.of(sent.text("prompt").split(" ", -1));
        if (!values.contains("none")) {
            return PAGES;
        }
        if (values.size() > 1) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "The prompt none stands alone.");
        }
        return NONE;
    }
}
