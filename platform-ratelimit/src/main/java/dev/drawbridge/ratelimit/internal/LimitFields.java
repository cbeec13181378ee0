package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a decision is told over HTTP (draft-ietf-httpapi-ratelimit-headers-11, RFC 6585 §4, RFC 9110 §10.2.3). */
public final class LimitFields {

    private static final String TYPE = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";

    /** Of one limit, with room. */
    private static final int FIELD_LENGTH = 48;

    private static final long SECOND = 1_000_000_000;

    private LimitFields() {}

    /** Returns the length of a limit's window that policies tell. */
    public static long windowSeconds(Judgement judgement, int index) {
        LimitTerms terms = judgement.limits().get(index);
        if (terms instanceof LimitTerms.Quota quota) {
            return quota.window().nominalSeconds();
        }
        return terms instanceof LimitTerms.Burst burst ? Gcra.ceil(burst.refillNanos(), SECOND) : 0;
    }

    /** Returns the header fields of the response; none if the tier has no limits. */
    public static Map<String, String> of(Judgement judgement) {
        String policy = judgement.isStandard() ? judgement.terms().policyField() : policy(judgement);
        String state = state(judgement);
        if (!policy.isEmpty() && !state.isEmpty() && !judgement.terms().githubFields()) {
            return Map.of(POLICY, policy, STATE, state);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (!policy.isEmpty()) {
            fields.put(POLICY, policy);
        }
        if (!state.isEmpty()) {
            fields.put(STATE, state);
        }
        if (judgement.terms().githubFields()) {
            GithubFields.of(judgement).ifPresent(fields::putAll);
        }
        return fields;
    }

    /** Returns the policies of a call; those without overrides are the same for all calls of a tier, so its terms keep them. */
    static String policy(Judgement judgement) {
        StringBuilder field = new StringBuilder(FIELD_LENGTH);
        for (int i = 0; i < judgement.limits().size(); i++) {
            if (!judgement.limits().get(i).shadow()) {
                appendPolicy(field, judgement, i);
            }
        }
        return field.toString();
    }

    private static String state(Judgement judgement) {
        StringBuilder field = new StringBuilder(FIELD_LENGTH);
        for (int i = 0; i < judgement.limits().size(); i++) {
            if (!judgement.limits().get(i).shadow()) {
                appendState(field, judgement, i);
            }
        }
        return field.toString();
    }

    private static void appendPolicy(StringBuilder field, Judgement judgement, int index) {
        item(field, judgement.limits().get(index).name()).append(";q=").append(judgement.quota(index));
        if (isConcurrency(judgement, index)) {
            field.append(";qu=\"concurrent-requests\"");
        } else {
            field.append(";w=").append(windowSeconds(judgement, index));
        }
    }

    private static void appendState(StringBuilder field, Judgement judgement, int index) {
        if (judgement.isJudged(index)) {
            item(field, judgement.limits().get(index).name()).append(";r=").append(judgement.remaining(index));
            if (!isConcurrency(judgement, index)) {
                field.append(";t=").append(judgement.reset(index));
            }
        }
    }

    /** Nobody knows when a running call ends. */
    private static boolean isConcurrency(Judgement judgement, int index) {
        return judgement.limits().get(index) instanceof LimitTerms.Concurrency;
    }

    private static StringBuilder item(StringBuilder field, String name) {
        return field.append(field.length() == 0 ? "\"" : ", \"").append(name).append('"');
    }

    /** Returns the response to a call that is refused. */
    public static Problem problem(Judgement judgement, int cost) {
        List<String> names = judgement
                .violated()
                .mapToObj(index -> judgement.limits().get(index).name())
                .toList();
        Problem problem = Problem.of(429, "quota_exceeded", LimitTexts.detail(judgement, cost))
                .withType(TYPE, "Request cannot be satisfied as assigned quota has been exceeded")
                .with("violated-policies", names);
        long seconds = judgement.retryAfter();
        if (seconds != Judgement.NEVER) {
            problem = problem.withHeader("Retry-After", String.valueOf(seconds));
        }
        for (Map.Entry<String, String> header : of(judgement).entrySet()) {
            problem = problem.withHeader(header.getKey(), header.getValue());
        }
        return problem;
    }
}
