/** Fieldwork, a small product that embeds the platform. */
@NullMarked
package dev.drawbridge.examples.host;

import org.jspecify.annotations.NullMarked;
