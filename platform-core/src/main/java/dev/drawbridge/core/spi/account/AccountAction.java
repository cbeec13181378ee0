package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about developers; the target of each entry is the developer. */
public enum AccountAction implements JournalAction {
    /** A developer signed up. */
    SIGNED_UP("developer.signed_up"),
    /** Someone signed up with the address of an account. */
    SIGN_UP_REPEATED("developer.sign_up_repeated"),
    /** A developer confirmed their address. */
    VERIFIED("developer.verified"),
    /** A developer logged in. */
    LOGGED_IN("developer.logged_in"),
    /** A developer set a new password. */
    PASSWORD_RESET("developer.password_reset"),
    /** An operator suspended a developer. */
    SUSPENDED("developer.suspended"),
    /** An operator let a suspended developer back in. */
    UNSUSPENDED("developer.unsuspended");

    /** The target type of every entry. */
    public static final String TARGET = "developer";

    private final String wireName;

    AccountAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
