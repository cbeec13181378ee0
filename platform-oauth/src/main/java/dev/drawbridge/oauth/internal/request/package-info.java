/**
 * Authorization requests: what an app asks for, checked and read, before anybody is asked.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.request.AuthorizationChecks}, the one list of everything that is checked, each
 * line with its error and its section. {@link dev.drawbridge.oauth.internal.request.AuthorizationRequestReader} runs it for the
 * authorization endpoint and for {@link dev.drawbridge.oauth.internal.request.PushedRequestEndpoint} (RFC 9126), and gives an {@link
 * dev.drawbridge.oauth.internal.request.AuthorizationTarget}, where {@link dev.drawbridge.oauth.internal.request.AuthorizationResponse} goes. A
 * request without one ends in an {@link dev.drawbridge.oauth.internal.request.InvalidLinkException}, which becomes a page.
 *
 * <p>Not here: what follows a valid request ({@code oauth.internal.consent}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.request;

import org.jspecify.annotations.NullMarked;
