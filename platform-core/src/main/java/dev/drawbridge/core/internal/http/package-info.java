/**
 * How requests find their handler: {@code Router} with its {@code Neighbours}, who sent a request behind proxies ({@code
 * TrustedProxies}), entity tags, and the last resort for errors that nothing else rendered. It knows no page and no
 * endpoint.
 */
@NullMarked
package dev.drawbridge.core.internal.http;

import org.jspecify.annotations.NullMarked;
