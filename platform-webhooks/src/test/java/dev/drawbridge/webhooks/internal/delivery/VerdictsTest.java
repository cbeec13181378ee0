package dev.drawbridge.webhooks.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.internal.egress.EgressResponse;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final Verdicts verdicts = new Verdicts(new RetrySchedule(new Random(1)));

    @Test
    @Tag("SW-13")
    void aFailureIsTriedAgainUntilTheScheduleEnds() {
        assertThat(judge(0, false, 500).verdict()).isEqualTo(Verdict.RETRY);
        assertThat(judge(8, false, 302).verdict()).isEqualTo(Verdict.RETRY);
        assertThat(judge(9, false, 500).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    @Tag("D-30")
    @DisplayName("an attempt by hand that fails leaves the schedule alone")
    void manual() {
        assertThat(judge(0, true, 500).verdict()).isEqualTo(Verdict.KEPT);
        assertThat(judge(0, true, 204).verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    @Tag("D-23")
    @Tag("SW-13")
    @DisplayName("410 disables the endpoint")
    void gone() {
        DeliveryResult result = judge(0, false, 410);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(verdicts.sum(batch(LaneHealth.GOOD), List.of(result), NOW).disable())
                .isEqualTo(EndpointStatus.DISABLED_GONE);
    }

    @Test
    @Tag("D-11")
    @Tag("D-12")
    @DisplayName("after five failures in a row the endpoint is probed ever more rarely, at least once an hour")
    void breaker() {
        LaneHealth health = LaneHealth.GOOD;
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            health = fail(health, 1).health();
            Instant notBefore = health.notBefore();
            pauses.add(notBefore == null ? Duration.ZERO : Duration.between(NOW, notBefore));
        }

        assertThat(pauses.subList(0, 4)).containsOnly(Duration.ZERO);
        assertThat(pauses.get(4)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pauses.get(5)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pauses.get(13)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void parallelFailuresOpenTheBreakerAtItsFirstStep() {
        LaneHealth health = fail(LaneHealth.GOOD, 8).health();

        assertThat(health.failures()).isEqualTo(5);
        assertThat(health.notBefore()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    @Tag("D-28")
    @DisplayName("only ten failures over five days disable; one success in between resets")
    void autoDisable() {
        Instant fiveDaysAgo = NOW.minus(Duration.ofDays(5));

        assertThat(fail(new LaneHealth(8, fiveDaysAgo, null), 1).disable()).isNull();
        assertThat(fail(new LaneHealth(30, fiveDaysAgo.plusSeconds(1), null), 1).disable())
                .isNull();
        assertThat(fail(new LaneHealth(9, fiveDaysAgo, null), 1).disable()).isEqualTo(EndpointStatus.DISABLED_AUTO);
        LaneBatch failing = batch(new LaneHealth(30, fiveDaysAgo, null));
        assertThat(verdicts.sum(failing, List.of(judge(0, false, 200)), NOW).health())
                .isEqualTo(LaneHealth.GOOD);
    }

    @Test
    @Tag("D-10")
    @DisplayName("a slow success halves what may be in flight to an endpoint, fast ones double it again")
    void quantum() {
        LaneHealth health = LaneHealth.GOOD;
        List<Integer> quanta = new ArrayList<>();
        for (int seconds : new int[] {14, 14, 14, 14, 1, 1, 4, 1, 1, 1}) {
            health = verdicts.sum(batch(health), List.of(took(200, seconds), took(200, 0)), NOW)
                    .health();
            quanta.add(health.quantum());
        }

        assertThat(quanta).containsExactly(4, 2, 1, 1, 2, 4, 2, 4, 8, 8);
    }

    @Test
    void aQuickFailureLeavesTheQuantumAndASlowOneHalvesIt() {
        LaneHealth four = LaneHealth.GOOD.withQuantum(4);

        assertThat(verdicts.sum(batch(four), List.of(took(500, 0)), NOW)
                        .health()
                        .quantum())
                .isEqualTo(4);
        assertThat(verdicts.sum(batch(four), List.of(took(500, 9)), NOW)
                        .health()
                        .quantum())
                .isEqualTo(2);
        assertThat(verdicts.sum(batch(four), List.of(), NOW).health().quantum()).isEqualTo(4);
    }

    private DeliveryResult took(int status, int seconds) {
        return verdicts.judge(
                new DueDelivery("dlv_1", "msg_1", "{}", 0, 0, false),
                NOW,
                NOW,
                new EgressResponse(status, Headers.NONE, "", Duration.ofSeconds(seconds), null));
    }

    private LaneResult fail(LaneHealth health, int times) {
        return verdicts.sum(batch(health), Collections.nCopies(times, judge(0, false, 500)), NOW);
    }

    private DeliveryResult judge(int tries, boolean manual, int status) {
        return verdicts.judge(
                new DueDelivery("dlv_1", "msg_1", "{}", tries, tries, manual),
                NOW,
                NOW,
                new EgressResponse(status, Headers.NONE, "", Duration.ofMillis(3), null));
    }

    private static LaneBatch batch(LaneHealth health) {
        return new LaneBatch(
                new EndpointId("we_1"),
                Tenant.developer("dev_1"),
                URI.create("https://example.com"),
                1,
                health,
                List.of());
    }
}
