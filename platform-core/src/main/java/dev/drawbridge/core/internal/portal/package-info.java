/**
 * The developer portal: its shell, its first page, and what it shows of itself.
 *
 * <p>Flow of a page: {@code Portal} mounts it, {@code PortalGate} finds session and app, refuses what other sites send, asks
 * for the password where needed ({@code InterruptedFormPage}) and hands over to a feature's {@link
 * dev.drawbridge.core.spi.PortalRoute} or {@link dev.drawbridge.core.spi.AppPanel}; {@code PortalFrame} surrounds the page.
 * {@code LandingPage} and {@code CatalogJson} need no session.
 *
 * <p>The pages and JSON calls of accounts are in {@code portal.account}; what all of them share is in {@code portal.frame}.
 */
@NullMarked
package dev.drawbridge.core.internal.portal;

import org.jspecify.annotations.NullMarked;
