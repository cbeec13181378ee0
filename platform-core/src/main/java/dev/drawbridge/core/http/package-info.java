/**
 * HTTP as plain values: {@link dev.drawbridge.core.http.Request}, {@link dev.drawbridge.core.http.Response} and the
 * functions between them.
 *
 * <p>Flow: an adapter reads the wire into a {@code Request}; {@link dev.drawbridge.core.internal.http.Router} finds the
 * {@link dev.drawbridge.core.http.Route}; filters wrap it; the handler returns a {@code Response}; the adapter writes it.
 * Errors travel as {@link dev.drawbridge.core.http.Problem} (RFC 9457). {@link dev.drawbridge.core.http.Json} is the only
 * place that sees the JSON library. This package knows nothing of pages, sessions or OAuth.
 *
 * <p>The types here, by the reason that a host has for them:
 *
 * <ul>
 *   <li>to write a handler: {@link Handler}, {@link Filter}, {@link Request} with its {@link Headers}, {@link Parameters},
 *       {@link JsonObject}, {@link ClientAddress} and {@link Permit}; {@link Response} with {@link Cookie} and {@link Json};
 *   <li>to mount it: {@link Route};
 *   <li>to refuse: {@link Problem}, {@link ProblemException}, {@link FieldError};
 *   <li>to let pages of other origins call it (CORS): {@link CrossOrigin}, {@link CrossOriginRule}.
 * </ul>
 */
@NullMarked
package dev.drawbridge.core.http;

import org.jspecify.annotations.NullMarked;
