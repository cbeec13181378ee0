/**
 * Pictures of apps: uploaded or fetched, decoded with bounded memory, written anew, and served from the platform's own origin.
 * Entry point: {@code Logos}. Nothing that a developer sent is ever served as it came but an SVG, which may hold drawing alone
 * ({@code SvgCheck}) and is served in a sandbox.
 */
@NullMarked
package dev.drawbridge.oauth.internal.logo;

import org.jspecify.annotations.NullMarked;
