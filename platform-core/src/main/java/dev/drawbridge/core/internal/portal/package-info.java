/**
 * The developer portal: its shell, its pages for visitors, and what it shows of itself.
 *
 * <p>Flow of a page: {@code Portal} mounts it, {@code PortalGate} finds session and app, refuses what other sites send, asks
 * for the password where needed ({@code ReauthenticationPage}) and hands over to a feature's {@link
 * dev.drawbridge.core.spi.PortalRoute} or {@link dev.drawbridge.core.spi.AppPanel}; {@code PortalFrame} surrounds the page.
 * Pages without a session are {@code LandingPage}, {@code SignUpPage} and {@code LoginPage}; the JSON calls are {@code
 * AccountJson} and {@code CatalogJson}.
 *
 * <p>What accounts are, and what a login takes, is in {@code core.account}; this package translates between that and HTTP.
 */
@NullMarked
package dev.drawbridge.core.internal.portal;

import org.jspecify.annotations.NullMarked;
