/**
 * The portal's pages and JSON calls about apps and their client secrets. Entry points: {@code AppPortal} has the page that
 * creates an app, the JSON calls and the tab Settings; {@code CredentialsPage} is the tab with the client secrets.
 *
 * <p>Each operation is a class: {@code CreateApp}, {@code EditApp}, {@code RevokeApp}, {@code RotateSecret}, {@code EndSecret},
 * {@code CancelRotation}. It reads its input from a form or a JSON body, calls the service and sends the notice. The {@code
 * ...Page} classes present it to people, the {@code ...Json} classes to programs, and {@code AppProblems} alone knows the HTTP
 * statuses of refusals.
 *
 * <p>Not here: what an app may be and how its fields are read ({@code oauth.internal.app}), the portal's shell ({@code
 * core.internal.portal}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.portal;

import org.jspecify.annotations.NullMarked;
