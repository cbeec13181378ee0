/**
 * Who the client is and whether it may call: {@code ClientAuthentication} (RFC 6749 §2.3) with its throttle, {@code
 * ClientPolicies}, the limit per client, and {@code ClientEndpoints}, which runs them before the token, revocation,
 * introspection and pushed-request endpoints.
 */
@NullMarked
package dev.drawbridge.oauth.internal.client;

import org.jspecify.annotations.NullMarked;
