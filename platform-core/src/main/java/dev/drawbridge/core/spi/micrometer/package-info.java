/**
 * The platform's measurements in Micrometer. The one package that shows Micrometer's types; a host that uses it has {@code
 * io.micrometer:micrometer-core} among its own dependencies.
 */
@NullMarked
package dev.drawbridge.core.spi.micrometer;

import org.jspecify.annotations.NullMarked;
