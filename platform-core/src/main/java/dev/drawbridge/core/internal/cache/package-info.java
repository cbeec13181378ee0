/**
 * What a node remembers of apps, plans and memberships for a short time, so that a guarded call costs no query. Entry
 * points: {@code CachedApps}, {@code CachedPlans}, {@code CachedMembers}. The change feed drops an entry on every node as
 * soon as the thing behind it changes; the host's own data is at most a minute old.
 */
@NullMarked
package dev.drawbridge.core.internal.cache;

import org.jspecify.annotations.NullMarked;
