package dev.drawbridge.ratelimit.internal;

import java.util.Comparator;

/** What refused calls are told, for the people who read logs. */
final class LimitTexts {

    private LimitTexts() {}

    static String detail(Judgement judgement, int cost) {
        // Of several limits the one that takes longest is the one to know.
        int index = judgement
                .violated()
                .boxed()
                .max(Comparator.comparingLong(judgement::reset))
                .orElseThrow();
        String allowance = allowance(judgement, index);
        if (judgement.hopeless()) {
            return "This call costs " + cost + permits(cost) + ". " + allowance + ", so it is never admitted.";
        }
        return judgement.retryAfter() == Judgement.NEVER
                ? allowance + ". Try again when one of them has ended."
                : allowance + ". Try again in " + judgement.reset(index) + " seconds.";
    }

    private static String permits(int cost) {
        return cost == 1 ? " permit" : " permits";
    }

    private static String allowance(Judgement judgement, int index) {
        LimitTerms terms = judgement.limits().get(index);
        String who = terms.perApp() ? "The company's plan allows each app " : "The company's plan allows ";
        return who + judgement.quota(index) + " requests " + period(judgement, index);
    }

    private static String period(Judgement judgement, int index) {
        if (!(judgement.limits().get(index) instanceof LimitTerms.Quota quota)) {
            long seconds = LimitFields.windowSeconds(judgement, index);
            return seconds == 0 ? "at the same time" : "in " + seconds + (seconds == 1 ? " second" : " seconds");
        }
        return switch (quota.period()) {
            case HOUR -> "an hour";
            case DAY -> "a day";
            case MONTH -> "a month";
        };
    }
}
