/**
 * The vocabulary every module shares: typed ids, scopes, tiers, callers and events.
 *
 * <p>Only values live here. Nothing in this package does I/O, reads a clock or knows a store; the facts about apps and
 * grants are in {@link dev.drawbridge.core.spi.app}, what the host says about users and plans is in {@link
 * dev.drawbridge.core.spi}.
 */
@NullMarked
package dev.drawbridge.core.model;

import org.jspecify.annotations.NullMarked;
