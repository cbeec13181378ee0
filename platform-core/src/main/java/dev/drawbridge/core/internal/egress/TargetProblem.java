package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.model.ErrorCode;

/** Why a URL is no target for outbound requests. */
public enum TargetProblem implements ErrorCode {
    /** Not an absolute URL with a host. */
    MALFORMED("malformed_url", "Enter a full URL like https://example.com/webhooks."),
    /** Longer than {@link TargetRules#MAX_URL_LENGTH}. */
    TOO_LONG("url_too_long", "Use a URL of at most 2,000 characters."),
    /** Not https. */
    NOT_HTTPS("url_not_https", "The URL must start with https://."),
    /** Carries a user name or password. */
    HAS_CREDENTIALS("url_has_credentials", "Remove the user name and password from the URL."),
    /** Carries a fragment. */
    HAS_FRAGMENT("url_has_fragment", "Remove the #fragment from the URL."),
    /** A port that is closed for outbound requests. */
    PORT("url_port_not_allowed", "Use port 443, 8443 or one above 1023 that no database or cluster service uses."),
    /** Not a public host name or address. */
    NOT_PUBLIC("url_not_public", "Use a public host name: private, local and reserved addresses are refused.");

    private final String wireName;
    private final String message;

    TargetProblem(String wireName, String message) {
        this.wireName = wireName;
        this.message = message;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the problem for people.
     *
     * @return a sentence that says what to do
     */
    public String message() {
        return message;
    }
}
