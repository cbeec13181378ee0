/**
 * What the embedding product knows and the platform asks for: who is logged in, which companies a user belongs to, which
 * plan a company is on.
 *
 * <p>A host implements {@link dev.drawbridge.core.spi.HostSession}, {@link dev.drawbridge.core.spi.HostDirectory},
 * {@link dev.drawbridge.core.spi.Plans} and {@link dev.drawbridge.core.spi.Mailer}. The library never writes the host's
 * session and never calls these interfaces inside a database transaction. A failure of one of them becomes a 503
 * and consumes nothing.
 */
@NullMarked
package dev.drawbridge.core.spi;

import org.jspecify.annotations.NullMarked;
