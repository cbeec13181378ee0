/**
 * The vocabulary every module shares: typed ids, scopes, tiers, callers and events.
 *
 * <p>Only values live here. Nothing in this package does I/O, reads a clock or knows a store; the facts about apps and
 * grants are in {@link dev.drawbridge.core.spi.app}, what the host says about users and plans is in {@link
 * dev.drawbridge.core.spi}.
 *
 * <ul>
 *   <li>Ids: {@link AppId}, {@link ClientId}, {@link CompanyId}, {@link DeveloperId}, {@link GrantId}, {@link UserId}.
 *   <li>What a host offers: {@link Scope} in a {@link ScopeCatalog}, {@link EventType} in an {@link EventCatalog}, {@link
 *       Tier}.
 *   <li>Who calls, and what they may: {@link Caller}, {@link Scopes}.
 *   <li>Credentials: {@link Secret}, which never prints its value, and {@link TokenHash}, which is what stores keep.
 *   <li>Addresses: {@link IpRange}, {@link IpAllowList}.
 *   <li>{@link ErrorCode}, what refusals have in common on the wire.
 * </ul>
 */
@NullMarked
package dev.drawbridge.core.model;

import org.jspecify.annotations.NullMarked;
