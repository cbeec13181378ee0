package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about developers. */
enum AccountAction implements JournalAction {
    SIGNED_UP("developer.signed_up"),
    SIGN_UP_REPEATED("developer.sign_up_repeated"),
    VERIFIED("developer.verified"),
    LOGGED_IN("developer.logged_in"),
    PASSWORD_RESET("developer.password_reset");

    static final String TARGET = "developer";

    private final String wireName;

    AccountAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
