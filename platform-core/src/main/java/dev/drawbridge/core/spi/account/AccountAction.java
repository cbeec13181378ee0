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
    /** A developer logged out. */
    LOGGED_OUT("developer.logged_out"),
    /** A developer gave the password again within a session. */
    PASSWORD_CONFIRMED("developer.password_confirmed"),
    /** A developer set a new password with the link from a mail. */
    PASSWORD_RESET("developer.password_reset"),
    /** A developer set a new password with the old one. */
    PASSWORD_CHANGED("developer.password_changed"),
    /** A developer wants another address. */
    EMAIL_CHANGE_REQUESTED("developer.email_change_requested"),
    /** A developer proved their new address. */
    EMAIL_CHANGED("developer.email_changed"),
    /** A developer changed their name, language or colours. */
    PROFILE_CHANGED("developer.profile_changed"),
    /** A developer ended one of their sessions. */
    SESSION_ENDED("developer.session_ended"),
    /** A developer ended all of their sessions but the one they used. */
    OTHER_SESSIONS_ENDED("developer.other_sessions_ended"),
    /** A developer took out their data. */
    EXPORTED("developer.exported"),
    /** A developer wants their account deleted. */
    DELETION_REQUESTED("developer.deletion_requested"),
    /** The account of a developer was deleted. */
    DELETED("developer.deleted"),
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
