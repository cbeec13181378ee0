package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.model.ErrorCode;

/** Why a client is not registered, or its registration not shown or changed. */
public enum RegistrationRefusal implements ErrorCode {
    /** What the client wants to be is not allowed (RFC 7591 §3.2.2). */
    INVALID_CLIENT_METADATA("invalid_client_metadata"),
    /** A redirect URI cannot be registered (RFC 7591 §3.2.2). */
    INVALID_REDIRECT_URI("invalid_redirect_uri"),
    /** There is no initial or registration access token (RFC 6750 §3). */
    NO_TOKEN("no_token"),
    /** The initial or registration access token is unknown, used up, expired or for another client (RFC 6750 §3.1). */
    INVALID_TOKEN("invalid_token"),
    /** Too many clients were registered. */
    TOO_MANY_CLIENTS("too_many_clients");

    private final String wireName;

    RegistrationRefusal(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
