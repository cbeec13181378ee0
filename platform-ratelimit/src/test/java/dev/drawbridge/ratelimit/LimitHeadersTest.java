package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.ratelimit.internal.LimitFields;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitHeadersTest {

    private static final CompanyId COMPANY = new CompanyId("co_1");
    private static final AppId APP = new AppId("app_1");
    private static final Tier TIER = new Tier("TIER", 1, true);

    private final SettableClock clock = new SettableClock();

    @Test
    @Tag("R-29")
    @DisplayName("the header fields are lists of structured fields with every limit in the order of the policy")
    void areStructuredFields() {
        TierRateLimiter limiter = limiter(Limit.perHour(100), Limit.perDay(1_000));
        Map<String, String> fields = fields(limiter, 3);

        assertThat(fields).containsOnlyKeys("RateLimit-Policy", "RateLimit");
        assertThat(StructuredList.parse(fields.get("RateLimit-Policy")))
                .containsExactly(item("hour", "q", 100, "w", 3_600), item("day", "q", 1_000, "w", 86_400));
        assertThat(StructuredList.parse(fields.get("RateLimit")))
                .containsExactly(item("hour", "r", 97, "t", 3_600), item("day", "r", 997, "t", 54_000));
    }

    @Test
    @Tag("R-29")
    @DisplayName("the policy is the same in every response, the refused ones included")
    void thePolicyIsConstant() {
        TierRateLimiter limiter = limiter(Limit.perHour(3), Limit.perMonth(100));
        String first = fields(limiter, 1).get("RateLimit-Policy");
        for (int call = 0; call < 5; call++) {
            clock.advance(Duration.ofSeconds(17));
            assertThat(fields(limiter, 1)).containsEntry("RateLimit-Policy", first);
        }
        assertThat(StructuredList.parse(first))
                .containsExactly(item("hour", "q", 3, "w", 3_600), item("month", "q", 100, "w", 2_592_000));
    }

    @Test
    @Tag("R-17")
    @DisplayName("a refusal tells to come back no earlier than the window ends")
    void refusalsTellWhenToComeBack() {
        TierRateLimiter limiter = limiter(Limit.perHour(1));
        clock.advance(Duration.ofSeconds(2_220));
        decide(limiter, 1);
        Response response = problem(limiter, 1).toResponse("req");

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Content-Type")).hasValue("application/problem+json");
        assertThat(response.header("Retry-After")).hasValue("1380");
        assertThat(response.header("RateLimit")).hasValue("\"hour\";r=0;t=1380");
        assertThat(response.header("RateLimit-Policy")).hasValue("\"hour\";q=1;w=3600");
        assertThat(response.text())
                .contains("\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\"")
                .contains("\"violated-policies\":[\"hour\"]")
                .contains("\"code\":\"quota_exceeded\"")
                .contains("The company's plan allows 1 requests an hour. Try again in 1380 seconds.");
    }

    @Test
    @Tag("R-29")
    @DisplayName(
            "bursts are told with the time in which they refill, concurrent calls with their unit and without a time")
    void localLimitsAreTold() {
        TierRateLimiter limiter = limiter(
                Limit.concurrent(10),
                Limit.burst(20, Duration.ofSeconds(1), 40),
                Limit.perHour(100).shadow());
        Map<String, String> fields = fields(limiter, 1);

        assertThat(StructuredList.parse(fields.get("RateLimit-Policy")))
                .containsExactly(
                        new StructuredList.Item("concurrent", Map.of("q", 10L, "qu", "concurrent-requests")),
                        item("burst", "q", 40, "w", 2));
        assertThat(StructuredList.parse(fields.get("RateLimit")))
                .containsExactly(
                        new StructuredList.Item("concurrent", Map.of("r", 9L)), item("burst", "r", 39, "t", 1));
    }

    @Test
    @Tag("R-29")
    @DisplayName("GitHub's fields, where the host wants them, tell one quota with the numbers of the standard field")
    void githubFieldsTellTheSame() {
        Policies policies = Policies.builder()
                .tier(TIER.code(), Limit.perHour(100), Limit.perDay(5), Limit.burst(1, Duration.ofSeconds(1), 9))
                .githubHeaders()
                .build();
        TierRateLimiter limiter = TierRateLimiter.with(new MemoryCounterStore(), policies, clock);
        Map<String, String> fields = fields(limiter, 2);
        assertThat(fields)
                .containsEntry("x-ratelimit-limit", "5")
                .containsEntry("x-ratelimit-remaining", "3")
                .containsEntry("x-ratelimit-used", "2")
                .containsEntry(
                        "x-ratelimit-reset", String.valueOf(clock.instant().getEpochSecond() + 54_000))
                .containsEntry("x-ratelimit-resource", "day");
        assertThat(StructuredList.parse(fields.get("RateLimit"))).contains(item("day", "r", 3, "t", 54_000));

        Response refused = problem(limiter, 4).toResponse("req");
        assertThat(refused.header("x-ratelimit-resource")).hasValue("day");
        assertThat(refused.header("Retry-After")).hasValue("54000");
    }

    @Test
    @Tag("R-14")
    @DisplayName("a call that costs more than a quota is told so, and not to come back")
    void callsThatAreNeverAdmittedAreToldSo() {
        Response response = problem(limiter(Limit.perDay(5)), 6).toResponse("req");

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Retry-After")).isEmpty();
        assertThat(response.text())
                .contains(
                        "This call costs 6 permits. The company's plan allows 5 requests a day, so it is never admitted.")
                .contains("\"violated-policies\":[\"day\"]");
    }

    @Test
    @DisplayName("a refusal by a burst or by running calls says which, and when to come back if anybody knows")
    void localRefusalsAreTold() {
        TierRateLimiter bursts =
                limiter(Limit.burst(1, Duration.ofMinutes(1), 1).perApp());
        decide(bursts, 1);
        Response tooFast = problem(bursts, 1).toResponse("req");
        assertThat(tooFast.header("Retry-After")).hasValue("60");
        assertThat(tooFast.text())
                .contains("The company's plan allows each app 1 requests in 60 seconds. Try again in 60 seconds.");

        TierRateLimiter slots = limiter(Limit.concurrent(1));
        decide(slots, 1);
        Response tooMany = problem(slots, 1).toResponse("req");
        assertThat(tooMany.header("Retry-After")).isEmpty();
        assertThat(tooMany.text())
                .contains(
                        "The company's plan allows 1 requests at the same time. Try again when one of them has ended.");
    }

    @Test
    void aTierWithoutLimitsHasNoFields() {
        assertThat(fields(limiter(), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hour;q=1", "\"hour\";q", "\"hour\",", "\"ho\\ur\"", "\"hour\";Q=1", "\"a\" \"b\"", "\"hour"})
    void theParserOfTheseTestsRefusesWhatTheRfcForbids(String field) {
        assertThatThrownBy(() -> StructuredList.parse(field)).isInstanceOf(IllegalArgumentException.class);
    }

    private static StructuredList.Item item(String name, String first, long one, String second, long two) {
        return new StructuredList.Item(name, Map.of(first, one, second, two));
    }

    private TierRateLimiter limiter(Limit... limits) {
        Policies policies = Policies.builder().tier(TIER.code(), limits).build();
        return TierRateLimiter.with(new MemoryCounterStore(), policies, clock);
    }

    private static LimitDecision decide(TierRateLimiter limiter, int cost) {
        return limiter.decide(COMPANY, APP, TIER, cost);
    }

    private static Map<String, String> fields(TierRateLimiter limiter, int cost) {
        return LimitFields.of(decide(limiter, cost).judgement());
    }

    private static Problem problem(TierRateLimiter limiter, int cost) {
        return LimitFields.problem(decide(limiter, cost).judgement(), cost);
    }
}
