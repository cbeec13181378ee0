/**
 * Clients that register themselves (RFC 7591) and manage that registration (RFC 7592).
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.registration.RegistrationEndpoints}, which {@code AuthorizationServer} mounts as
 * the host's {@link dev.drawbridge.oauth.DynamicRegistration} says. Hosts make the tokens that let clients
 * register with {@link dev.drawbridge.oauth.InitialAccessTokens}.
 *
 * <p>Flow: {@code RegistrationEndpoint} and {@code ManagementEndpoint} take the request, {@link
 * dev.drawbridge.oauth.internal.registration.ClientMetadata} is what the client wants, with defaults and as far as we allow it, {@code
 * Registrations} writes it in one transaction with the app, {@code ClientInformation} is the response. Whatever is wrong is thrown
 * as a {@link dev.drawbridge.oauth.internal.registration.RegistrationRefusedException} or by the rules of every app, and {@code
 * RegistrationErrors} makes the response of it. {@code UnusedClients} ends what nobody connected.
 *
 * <p>Not here: the rules of redirect URIs, names and keys, which are those of every app ({@code oauth.internal.app}); clients that are
 * described by a document at their client id ({@code oauth.internal.document}); anything fetched from a client.
 */
@NullMarked
package dev.drawbridge.oauth.internal.registration;

import org.jspecify.annotations.NullMarked;
