/**
 * The arithmetic of limits ({@code FixedWindow}) and the header fields that tell them ({@code QuotaHeaders}).
 */
@NullMarked
package dev.drawbridge.ratelimit.internal;

import org.jspecify.annotations.NullMarked;
