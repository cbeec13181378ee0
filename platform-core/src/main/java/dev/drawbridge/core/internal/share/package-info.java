/**
 * Fair shares of what there is little of: threads that wait, slots for requests to other servers.
 *
 * <p>Entry point: {@link dev.drawbridge.core.internal.share.Shares}, permits that no {@link dev.drawbridge.core.spi.store.Tenant} can use up alone. {@link
 * dev.drawbridge.core.internal.share.TenantShares} keeps those of strangers apart from all others.
 *
 * <p>Nothing here waits without an end, starts a thread, or remembers a tenant that holds nothing.
 */
@NullMarked
package dev.drawbridge.core.internal.share;

import org.jspecify.annotations.NullMarked;
