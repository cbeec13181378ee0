/**
 * Counters in Redis 6.2 or later, or Valkey, for hosts whose nodes count more than one database should write.
 *
 * <p>{@link dev.drawbridge.ratelimit.redis.RedisCounters} is all there is to call. It needs {@code redis.clients:jedis} on the
 * class path, which this module does not bring by itself.
 */
@NullMarked
package dev.drawbridge.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
