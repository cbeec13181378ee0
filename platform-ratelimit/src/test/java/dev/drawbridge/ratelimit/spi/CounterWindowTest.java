package dev.drawbridge.ratelimit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterWindowTest {

    @ParameterizedTest
    @CsvSource({
        "hour:{co_1}, co_1",
        "hour:{co_1}:app_1, co_1",
        // Ids of companies are the host's and may have braces of their own.
        "hour:{}co}:app_1, }co",
        "hour:{co{1}}, co{1}",
        "hour:{}, hour:{}",
        "hour}co{, hour}co{",
        "hour, hour"
    })
    void theGroupStandsBetweenTheOutermostBraces(String key, String group) {
        assertThat(new CounterWindow(key, Instant.EPOCH, Instant.EPOCH).group()).isEqualTo(group);
    }
}
