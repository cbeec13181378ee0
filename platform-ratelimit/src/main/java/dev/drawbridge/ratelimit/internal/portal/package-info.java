/** What developers see of limits. */
@NullMarked
package dev.drawbridge.ratelimit.internal.portal;

import org.jspecify.annotations.NullMarked;
