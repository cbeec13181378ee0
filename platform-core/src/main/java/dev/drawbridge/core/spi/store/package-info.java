/**
 * The storage that core needs, as one bundle.
 *
 * <p>{@link dev.drawbridge.core.spi.store.CoreStores} is implemented in memory here and over JDBC in {@code
 * platform-jdbi-store}. The single SPIs live beside the services that use them.
 */
@NullMarked
package dev.drawbridge.core.spi.store;

import org.jspecify.annotations.NullMarked;
