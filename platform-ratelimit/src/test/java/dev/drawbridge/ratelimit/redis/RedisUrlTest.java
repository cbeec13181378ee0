package dev.drawbridge.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.SslVerifyMode;

class RedisUrlTest {

    @Test
    void allPartsButTheHostMayBeLeftOut() {
        assertThat(RedisUrl.parse("redis://localhost"))
                .isEqualTo(new RedisUrl(false, "localhost", 6379, Optional.empty(), Optional.empty(), 0));
        assertThat(RedisUrl.parse("rediss://[::1]:7000/"))
                .isEqualTo(new RedisUrl(true, "[::1]", 7000, Optional.empty(), Optional.empty(), 0));
        assertThat(RedisUrl.parse("redis://:p%40ss:word@10.0.0.1/12"))
                .isEqualTo(new RedisUrl(false, "10.0.0.1", 6379, Optional.empty(), Optional.of("p@ss:word"), 12));
        assertThat(RedisUrl.parse("redis://me:it@redis.test"))
                .isEqualTo(new RedisUrl(false, "redis.test", 6379, Optional.of("me"), Optional.of("it"), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octopus",
                "http://octopus",
                "redis:octopus",
                "redis://octopus:0",
                "redis://octopus:70000",
                "redis://octopus:x",
                "redis://octopus@host",
                "redis://octopus:@host",
                "redis://host/octopus",
                "redis://host/-1",
                "redis://host/1234567",
                "redis://host/0?octopus",
                "redis://host/0#octopus",
                "redis://:octo pus@host",
                "redis://"
            })
    void anotherFormIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://")
                .hasMessageNotContaining("octo")
                .hasNoCause();
    }

    @Test
    void aTimeoutIsFromAMillisecondToAMinute() {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(61)}) {
            assertThatThrownBy(() -> RedisCounters.connect("redis://localhost", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("timeout");
        }
    }

    @Test
    void aCertificateMustNameTheHost() {
        assertThat(RedisServerClient.config(RedisUrl.parse("rediss://redis.test"), Duration.ofSeconds(1))
                        .getSslOptions()
                        .getSslVerifyMode())
                .isEqualTo(SslVerifyMode.FULL);
    }
}
