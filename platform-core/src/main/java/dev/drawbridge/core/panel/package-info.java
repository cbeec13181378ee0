/**
 * What a feature adds to the developer portal: whole pages ({@link dev.drawbridge.core.panel.PortalRoute}) and tabs of an
 * app ({@link dev.drawbridge.core.panel.AppPanel}).
 *
 * <p>The portal's shell (in {@code core.portal}) resolves session, app, CSRF, re-authentication and read-only apps
 * <em>before</em> a handler of this package runs, and puts the frame around what it answers.
 */
@NullMarked
package dev.drawbridge.core.panel;

import org.jspecify.annotations.NullMarked;
