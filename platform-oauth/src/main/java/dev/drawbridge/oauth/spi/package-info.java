/**
 * What the authorization server keeps, as one bundle of small SPIs.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.spi.OAuthStores}, implemented in memory here ({@link
 * dev.drawbridge.oauth.MemoryOAuthStores}) and over JDBC in {@code platform-jdbi-store}. Every verb is one atomic step
 * and says what it found; rules and formats of tokens are not here but in {@code dev.drawbridge.oauth}. Apps and grants are
 * kept by core, see {@link dev.drawbridge.core.spi.store.CoreStores}.
 */
@NullMarked
package dev.drawbridge.oauth.spi;

import org.jspecify.annotations.NullMarked;
