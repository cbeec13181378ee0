package dev.drawbridge.core.spi.store;

import java.time.Instant;

/**
 * One row of the feed.
 *
 * @param kind what it is about
 * @param key which one: an id, at most 191 characters
 * @param expiresAt when the row has done its work: the end of the last token it refuses, or soon for drops
 */
public record Change(ChangeKind kind, String key, Instant expiresAt) {}
