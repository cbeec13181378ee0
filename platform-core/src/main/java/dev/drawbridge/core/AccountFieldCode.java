package dev.drawbridge.core;

import dev.drawbridge.core.model.ErrorCode;

/** What can be wrong with one field that a developer types about their account. */
public enum AccountFieldCode implements ErrorCode {
    /** The address is no e-mail address. */
    EMAIL_INVALID("email_invalid"),
    /** The new address is the present one. */
    EMAIL_UNCHANGED("email_unchanged"),
    /** The language is no BCP 47 tag. */
    LOCALE_INVALID("locale_invalid"),
    /** The active apps of the account may not be revoked with it. */
    ACTIVE_APPS("active_apps"),
    /** There is no such theme. */
    THEME_INVALID("theme_invalid"),
    /** The new password has too few characters. */
    PASSWORD_TOO_SHORT("password_too_short"),
    /** The new password has more bytes than the hash tells apart. */
    PASSWORD_TOO_LONG("password_too_long"),
    /** The new password is among the first that anyone would try. */
    PASSWORD_TOO_COMMON("password_too_common"),
    /** The name has too many characters. */
    NAME_TOO_LONG("name_too_long"),
    /** The name is the product's, or one that the host keeps for itself. */
    NAME_RESERVED("name_reserved"),
    /** The password that confirms a session is not the account's. */
    INVALID_CREDENTIALS("invalid_credentials");

    private final String wireName;

    AccountFieldCode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
