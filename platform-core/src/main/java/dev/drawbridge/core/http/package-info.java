/**
 * HTTP as plain values: {@link dev.drawbridge.core.http.Request}, {@link dev.drawbridge.core.http.Response} and the
 * functions between them.
 *
 * <p>Flow: an adapter reads the wire into a {@code Request}; {@link dev.drawbridge.core.internal.http.Router} finds the
 * {@link dev.drawbridge.core.http.Route}; filters wrap it; the handler returns a {@code Response}; the adapter writes it.
 * Errors travel as {@link dev.drawbridge.core.http.Problem} (RFC 9457). {@link dev.drawbridge.core.http.Json} is the only
 * place that sees the JSON library. This package knows nothing of pages, sessions or OAuth.
 */
@NullMarked
package dev.drawbridge.core.http;

import org.jspecify.annotations.NullMarked;
