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
 * <p>In the portal each operation is a class: {@code CreateApp}, {@code EditApp}, {@code RevokeApp}, {@code RotateSecret},
 * {@code EndSecret}, {@code CancelRotation}. It reads its input from a form or a JSON body, calls the service and sends the
 * notice ({@code AppNotices}). The {@code ...Page} classes present it to people, the {@code ...Json} classes to programs, and
 * {@code AppProblems} alone knows the HTTP statuses of refusals. A form becomes an {@code AppInput}, that an {@link
 * dev.drawbridge.oauth.AppDraft}, which the registry judges.
 *
 * <p>Not here: what a client may do with its secret ({@code oauth.token}), the portal's shell ({@code core.portal}). Hosts
 * get these types from {@code AuthorizationServer}.
 */
@NullMarked
package dev.drawbridge.oauth.internal.app;

import org.jspecify.annotations.NullMarked;
