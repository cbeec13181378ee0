/**
 * The guard of the host's own API: who calls, may they, how much do they use.
 *
 * <p>Entry point: {@link dev.drawbridge.core.ApiGuard}. Order: token, revocation and app; usage opens; IP lists; member;
 * plan; call policies; scope; the host's handler; usage closes with the status. Tokens are read by a {@link
 * dev.drawbridge.core.spi.CallerResolver} (OAuth implements it), limits by {@link dev.drawbridge.core.spi.CallPolicy} (the
 * limiter implements it). {@link dev.drawbridge.core.internal.usage.UsageMeter} counts every call that carried a valid token and keeps
 * the sums in a {@link dev.drawbridge.core.spi.store.UsageStore}. Nothing here knows how tokens look or what a quota is.
 */
@NullMarked
package dev.drawbridge.core.internal.api;

import org.jspecify.annotations.NullMarked;
