/**
 * Registered apps and their client secrets.
 *
 * <p>Entry points: {@link dev.drawbridge.oauth.app.OAuthAppRegistry} judges ({@code AppRules}, {@link
 * dev.drawbridge.oauth.app.RedirectUris}, and {@link dev.drawbridge.oauth.app.ClientRules}: what this server takes at all, by
 * its {@link dev.drawbridge.oauth.app.Profile}) and keeps what developers register; {@link
 * dev.drawbridge.oauth.app.SecretRotator} replaces secrets; {@link dev.drawbridge.oauth.app.ClientSecrets} checks them
 * without a query, for the token endpoint.
 *
 * <p>For people, {@link dev.drawbridge.oauth.app.AppPages} adds the form that creates an app and the tabs {@code
 * CredentialsPanel} and {@code SettingsPanel}; {@code AppCalls} and {@code SecretCalls} are the same as JSON. A form becomes
 * an {@code AppInput}, that an {@link dev.drawbridge.oauth.app.AppDraft}, which the registry judges; {@code AppNotices}
 * writes to the developer.
 *
 * <p>Not here: what a client may do with its secret ({@code oauth.token}), the portal's shell ({@code core.account}). Hosts
 * get these types from {@code AuthorizationServer}.
 */
@NullMarked
package dev.drawbridge.oauth.app;

import org.jspecify.annotations.NullMarked;
