package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.ratelimit.QuotaDecision;
import dev.drawbridge.ratelimit.QuotaPolicy;
import java.util.List;
import java.util.Map;

/** How a decision is told over HTTP (draft-ietf-httpapi-ratelimit-headers, RFC 6585 §4, RFC 9110 §10.2.3). */
public final class QuotaHeaders {

    private static final String TYPE = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private QuotaHeaders() {}

    public static Map<String, String> of(QuotaDecision decision) {
        QuotaPolicy policy = decision.policy();
        String item = '"' + policy.name() + '"';
        return Map.of(
                "RateLimit-Policy",
                item + ";q=" + policy.quota() + ";w=" + policy.window().toSeconds(),
                "RateLimit",
                item + ";r=" + decision.remaining() + ";t=" + decision.reset().toSeconds());
    }

    public static Problem problem(QuotaDecision decision) {
        QuotaPolicy policy = decision.policy();
        String detail = "The company's plan allows " + policy.quota() + " requests an hour. Try again in "
                + decision.reset().toSeconds() + " seconds.";
        Problem problem = Problem.of(429, "quota_exceeded", detail)
                .withType(TYPE, "Request cannot be satisfied as assigned quota has been exceeded")
                .with("violated-policies", List.of(policy.name()))
                .withHeader("Retry-After", String.valueOf(decision.reset().toSeconds()));
        for (Map.Entry<String, String> header : of(decision).entrySet()) {
            problem = problem.withHeader(header.getKey(), header.getValue());
        }
        return problem;
    }
}
