package dev.drawbridge.core.internal.account;

/**
 * What developers do with an account in which they are logged in.
 *
 * @param profiles name, language and colours
 * @param sessions where they are logged in
 * @param passwords new passwords
 * @param emails new addresses
 * @param exports their data
 * @param deletions how they leave
 */
public record OwnAccount(
        Profiles profiles,
        Sessions sessions,
        PasswordChanges passwords,
        EmailChanges emails,
        Exports exports,
        Deletions deletions) {}
