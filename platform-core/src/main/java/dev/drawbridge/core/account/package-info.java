/**
 * Developer accounts, and the portal around them.
 *
 * <p>Entry points: {@link dev.drawbridge.core.account.DeveloperAccounts} is the feature, {@link
 * dev.drawbridge.core.account.DeveloperAccountService} its face for programs. Behind it: sign-up and confirmation
 * ({@code SignUps}), new passwords ({@code PasswordResets}), login and sessions ({@code Logins}), and what slows guessing
 * down ({@code LoginThrottle}).
 *
 * <p>Flow of a page: {@code Portal} finds session and app, refuses what other sites send, asks for the password where needed
 * and hands on to a feature's {@link dev.drawbridge.core.panel.PortalRoute} or {@link dev.drawbridge.core.panel.AppPanel}.
 * Pages without a session are {@code VisitorPages} and {@code LoginPages}; the JSON calls are {@code AccountJson}.
 *
 * <p>This package knows nothing of the host's users, of OAuth or of what the tabs of an app do.
 */
@NullMarked
package dev.drawbridge.core.account;

import org.jspecify.annotations.NullMarked;
