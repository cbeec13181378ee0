/** Limits per company and tier. */
@NullMarked
package dev.drawbridge.ratelimit;

import org.jspecify.annotations.NullMarked;
