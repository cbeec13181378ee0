package dev.drawbridge.ratelimit.redis;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Says what failed in words that name no server, key, user or value. Thread-safe. */
final class RedisFailures {

    /**
     * Redis begins its errors with a code; up to version 6, what the script met has its own behind the line. What follows may quote
     * what was sent.
     */
    private static final Pattern CODE = Pattern.compile(
            "(?:ERR Error running script .*@user_script: \\d+: -?)?([A-Z]{2,24})( .*)?", Pattern.DOTALL);

    private final Runnable onLostConnection;

    RedisFailures(Runnable onLostConnection) {
        this.onLostConnection = onLostConnection;
    }

    /** Runs commands; whatever Redis or its client has against them means that the store is unavailable. */
    <T> T guard(Supplier<T> commands) {
        try {
            return commands.get();
        } catch (JedisConnectionException e) {
            onLostConnection.run();
            throw unavailable("Redis does not respond", e);
        } catch (JedisDataException e) {
            throw unavailable("Redis refuses to count: " + code(e), e);
        } catch (JedisException | IllegalStateException e) {
            // A pool that is closed or exhausted, and responses of a cluster's pipeline that never came.
            throw unavailable("Redis cannot be asked", e);
        }
    }

    private static String code(JedisDataException failure) {
        Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
        return code.matches() ? code.group(1) : "no code";
    }

    private static StoreUnavailableException unavailable(String message, RuntimeException failure) {
        IllegalStateException where =
                new IllegalStateException(failure.getClass().getSimpleName());
        where.setStackTrace(failure.getStackTrace());
        return new StoreUnavailableException(message, where);
    }
}
