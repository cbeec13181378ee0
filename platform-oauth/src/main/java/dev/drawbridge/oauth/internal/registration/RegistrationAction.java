package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about the tokens that let clients register. */
public enum RegistrationAction implements JournalAction {
    /** The host made a token. */
    TOKEN_CREATED("initial_token.created"),
    /** The host ended a token. */
    TOKEN_REVOKED("initial_token.revoked");

    private final String wireName;

    RegistrationAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
