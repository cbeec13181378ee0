package dev.drawbridge.core.internal.csrf;

import dev.drawbridge.core.model.ErrorCode;

/** Why a request that would change state is refused before its handler sees it. */
public enum CrossSiteRefusal implements ErrorCode {
    /** Another site made the browser send the request. */
    CROSS_SITE("cross_site", "This request was sent by another site and was refused."),
    /** The form token is missing or old: a page shows its form again with what was typed. */
    FORM_EXPIRED("form_expired", "This form expired. Load the page again and submit once more.");

    private final String wireName;
    private final String detail;

    CrossSiteRefusal(String wireName, String detail) {
        this.wireName = wireName;
        this.detail = detail;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the refusal for people.
     *
     * @return what was wrong and what to do
     */
    public String detail() {
        return detail;
    }
}
