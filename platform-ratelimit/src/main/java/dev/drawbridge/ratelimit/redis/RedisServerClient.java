package dev.drawbridge.ratelimit.redis;

import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** A client for one server. Thread-safe. */
record RedisServerClient(RedisClient client) {

    /** A node has one batch in flight; the others read for pages, and report back. */
    private static final int MOST_CONNECTIONS = 8;

    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);

    static RedisServerClient to(RedisUrl url, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(MOST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("The timeout must be from 1 ms to 1 minute, not " + timeout);
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return new RedisServerClient(RedisClient.builder()
                .hostAndPort(url.host(), url.port())
                .clientConfig(config(url, timeout))
                .poolConfig(pool)
                .build());
    }

    static JedisClientConfig config(RedisUrl url, Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis((int) timeout.toMillis())
                .user(url.user().orElse(null))
                .password(url.password().orElse(null))
                .database(url.database())
                .clientName("drawbridge")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .resp2();
        if (url.tls()) {
            // The chain and the name: without the latter the certificate of any host would do.
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }

    /** Drops idle connections: when one is lost, the others to the same server are hardly better. */
    void dropConnections() {
        client.getPool().clear();
    }
}
