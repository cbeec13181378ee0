/**
 * Registered apps and their client secrets.
 *
 * <p>Entry points: {@link dev.drawbridge.oauth.OAuthAppRegistry} judges and keeps what developers register; {@link
 * dev.drawbridge.oauth.SecretRotator} replaces secrets; {@link dev.drawbridge.oauth.internal.app.ClientSecrets} checks them
 * without a query, for the token endpoint. What is not allowed is an {@link
 * dev.drawbridge.oauth.AppRefusedException} with a code of {@link dev.drawbridge.oauth.AppRefusal}.
 *
 * <p>{@link dev.drawbridge.oauth.internal.app.AppField} is the table of what developers write about an app: how each field is named,
 * read, judged, shown and asked for. Read it first. {@code AppRules} has the rules that need more than a line, {@link
 * dev.drawbridge.oauth.internal.app.RedirectUris} those of redirect URIs, {@link dev.drawbridge.oauth.internal.app.ClientRules} what this
 * server takes at all, by its {@link dev.drawbridge.oauth.Profile}.
 *
 * <p>A form or a JSON body becomes an {@code AppInput}, that an {@link dev.drawbridge.oauth.AppDraft}, which the registry
 * judges.
 *
 * <p>Not here: the portal's pages and JSON calls about apps ({@code oauth.internal.portal}), what a client may do with its
 * secret ({@code oauth.internal.token}). Hosts get these types from {@code AuthorizationServer}.
 */
@NullMarked
package dev.drawbridge.oauth.internal.app;

import org.jspecify.annotations.NullMarked;
