/**
 * Developer accounts.
 *
 * <p>Entry point: {@link dev.drawbridge.core.DeveloperAccountService}. Behind it is one part for each thing that a
 * developer does: {@code SignUps}, {@code EmailVerifications}, {@code PasswordResets}, {@code Logins}, {@code Sessions}, {@code
 * PasswordConfirmations}, {@code Profiles}, {@code PasswordChanges}, {@code EmailChanges}, {@code Exports}, {@code Deletions};
 * {@code LoginThrottle} slows guessing down. {@code AppRevocation} is where the authorization server says how apps end. Mails that visitors ask for wait as {@code
 * MailRequests}, and {@code MailRequestJob} writes them.
 *
 * <p>This package knows nothing of pages, of the host's users or of OAuth.
 */
@NullMarked
package dev.drawbridge.core.internal.account;

import org.jspecify.annotations.NullMarked;
