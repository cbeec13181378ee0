/**
 * Developer accounts.
 *
 * <p>Entry point: {@link dev.drawbridge.core.account.DeveloperAccountService}. Behind it: sign-up and confirmation ({@code
 * SignUps}), new passwords ({@code PasswordResets}), login and sessions ({@code Logins}), and what slows guessing down ({@code
 * LoginThrottle}).
 *
 * <p>This package knows nothing of pages, of the host's users or of OAuth.
 */
@NullMarked
package dev.drawbridge.core.account;

import org.jspecify.annotations.NullMarked;
