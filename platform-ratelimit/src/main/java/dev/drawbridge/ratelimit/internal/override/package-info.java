/** The limits of single companies, as a node knows them. */
@NullMarked
package dev.drawbridge.ratelimit.internal.override;

import org.jspecify.annotations.NullMarked;
