package dev.drawbridge.ratelimit.internal;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a decision is told in the header fields of GitHub's API, which many clients know. They tell one quota, with the numbers
 * that {@code RateLimit} tells: the one that refused the call, or else the one with the fewest permits left.
 */
final class GithubFields {

    private static final String PREFIX = "x-ratelimit-";

    private GithubFields() {}

    static Optional<Map<String, String>> of(Judgement judgement) {
        return IntStream.range(0, judgement.limits().size())
                .filter(index -> isTold(judgement, index))
                .boxed()
                .min(Comparator.<Integer, Boolean>comparing(index -> !judgement.isViolated(index))
                        .thenComparing(judgement::remaining))
                .map(index -> fields(judgement, index));
    }

    private static boolean isTold(Judgement judgement, int index) {
        LimitTerms limit = judgement.limits().get(index);
        return limit instanceof LimitTerms.Quota && !limit.shadow() && judgement.isJudged(index);
    }

    private static Map<String, String> fields(Judgement judgement, int index) {
        long remaining = judgement.remaining(index);
        return Map.of(
                PREFIX + "limit",
                String.valueOf(judgement.quota(index)),
                PREFIX + "remaining",
                String.valueOf(remaining),
                PREFIX + "used",
                String.valueOf(judgement.quota(index) - remaining),
                PREFIX + "reset",
                String.valueOf(judgement.now().getEpochSecond() + judgement.reset(index)),
                PREFIX + "resource",
                judgement.limits().get(index).name());
    }
}
