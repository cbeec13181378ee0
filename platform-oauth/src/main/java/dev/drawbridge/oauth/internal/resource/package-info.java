/**
 * The APIs that access tokens are for: resource indicators (RFC 8707).
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.resource.ResourceCatalog}, what the host offers, each a {@link
 * dev.drawbridge.oauth.ProtectedResource}. Requests name resources; what they named is kept as {@link
 * dev.drawbridge.oauth.spi.Resources}.
 *
 * <p>Not here: reading requests ({@code oauth.internal.consent}, {@code oauth.internal.token}) and guarding the APIs ({@code oauth.internal.token}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.resource;

import org.jspecify.annotations.NullMarked;
