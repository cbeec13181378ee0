package dev.drawbridge.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.RedisClient;

/** What limits the calls of a node. The quota is never reached: what is measured is counting. */
enum LimiterKind {
    /** The guard without a limit. */
    NONE("no limiter") {
        @Override
        CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis) {
            return call -> new CallPolicy.Allowed(Map.of());
        }
    },
    POSTGRES("Drawbridge, PostgreSQL") {
        @Override
        CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis) {
            return only(
                    RateLimits.on(env, stores.limits(), POLICIES).contribution().callPolicies());
        }
    },
    BUCKET4J_POSTGRES("bucket4j, PostgreSQL") {
        @Override
        CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table bucket (id bigint primary key, state bytea, expires_at bigint)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            ProxyManager<Long> buckets =
                    Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database).build();
            // Its own key is a number; a company's hash code is one of ten thousand here.
            return bucket4j(company -> buckets.getProxy((long) company.hashCode(), LimiterKind::configuration));
        }
    },
    REDIS("Drawbridge, Redis") {
        @Override
        CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis) {
            return only(RateLimits.on(env, stores.limits().countingIn(RedisCounters.connect(redis)), POLICIES)
                    .contribution()
                    .callPolicies());
        }
    },
    BUCKET4J_REDIS("bucket4j, Redis") {
        @Override
        CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis) {
            ProxyManager<byte[]> buckets = Bucket4jJedis.casBasedBuilder(RedisClient.create(redis))
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
                    .build();
            return bucket4j(company ->
                    buckets.getProxy(company.getBytes(StandardCharsets.US_ASCII), LimiterKind::configuration));
        }
    };

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long PLENTY = 1_000_000_000;
    private static final Policies POLICIES = Policies.builder()
            .tier(LimitNode.TIER.code(), Limit.perHour(PLENTY))
            .build();

    private final String text;

    LimiterKind(String text) {
        this.text = text;
    }

    /** Makes what the guard asks on each call. */
    abstract CallPolicy policy(Environment env, JdbiStores stores, HikariDataSource database, String redis);

    String text() {
        return text;
    }

    private static BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(PLENTY).refillIntervally(PLENTY, WINDOW))
                .build();
    }

    private static CallPolicy bucket4j(Function<String, BucketProxy> buckets) {
        return call -> {
            ConsumptionProbe probe =
                    buckets.apply(call.caller().company().value()).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                throw new IllegalStateException("The quota is used up, which no run can do");
            }
            return new CallPolicy.Allowed(Map.of("RateLimit", "\"hour\";r=" + probe.getRemainingTokens()));
        };
    }

    private static CallPolicy only(List<CallPolicy> policies) {
        if (policies.size() != 1) {
            throw new IllegalStateException("The limiter has " + policies.size() + " policies");
        }
        return policies.get(0);
    }
}
