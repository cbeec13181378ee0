/**
 * What core keeps to itself: {@link dev.drawbridge.core.internal.CoreServices} builds the shared services from the {@link
 * dev.drawbridge.core.internal.EnvironmentSettings} that the host decided. Only the wiring of Drawbridge's own modules
 * imports it; hosts do not, and nothing here is kept stable.
 */
@NullMarked
package dev.drawbridge.core.internal;

import org.jspecify.annotations.NullMarked;
