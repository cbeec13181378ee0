package dev.drawbridge.core;

import dev.drawbridge.core.model.ErrorCode;

/** Why a developer does not get an account, a session, a mail or a new password. */
public enum AccountRefusal implements ErrorCode {
    /** Something that was typed is not valid; {@link AccountRefusedException#errors()} says what. */
    INVALID_FIELDS("invalid_fields", "Some fields are not valid."),
    /** No account has this address and this password; which of the two is wrong is not said. */
    INVALID_CREDENTIALS("invalid_credentials", "Email or password is incorrect."),
    /** The session is over, or there was none. */
    NOT_AUTHENTICATED("not_authenticated", "Log in first."),
    /** An operator suspended the account. */
    ACCOUNT_SUSPENDED("account_suspended", "This account is suspended."),
    /** So many guesses failed that only a new password helps. */
    PASSWORD_RESET_REQUIRED(
            "password_reset_required",
            "Too many attempts failed. Use \"Forgot password?\" to set a new password, then log in."),
    /** The link is too old, was used, was replaced or never existed; which of these is not said. */
    LINK_EXPIRED("link_expired", "This link has expired or was already used."),
    /** Too many passwords were guessed from where this one comes from. */
    TOO_MANY_ATTEMPTS("too_many_attempts", "Too many attempts."),
    /** A link was sent a moment ago, or several within the hour. */
    RESEND_LIMIT("resend_limit", "We sent a link already."),
    /** Too many people signed up from one source address. */
    SIGNUP_ADDRESS_LIMIT("signup_address_limit", "Too many sign-ups from this address."),
    /** Too many people signed up with addresses of one mail domain. */
    SIGNUP_DOMAIN_LIMIT("signup_domain_limit", "Too many sign-ups from this email domain."),
    /** Too many spellings of one mailbox signed up. */
    SIGNUP_INBOX_LIMIT("signup_inbox_limit", "Too many sign-ups from this mailbox."),
    /** The developer has no such session. */
    NO_SUCH_SESSION("not_found", "There is no such session, or it is over."),
    /** The developer took out their data within the last day. */
    EXPORT_LIMIT("export_limit", "You can export your data once a day."),
    /** The account cannot be deleted while it has active apps. */
    ACTIVE_APPS("active_apps", "Your account has active apps."),
    /** Too many mails wait to be written. */
    BUSY("busy", "Too many people ask for mails right now.");

    private final String wireName;
    private final String detail;

    AccountRefusal(String wireName, String detail) {
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
     * @return what was wrong; {@link AccountRefusedException#detail()} adds what to do
     */
    public String detail() {
        return detail;
    }
}
