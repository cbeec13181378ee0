package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges calls by the quotas of their tier: all of them, or none is taken. Thread-safe. */
public final class QuotaGate {

    /** Of a quota that refuses nothing every call is counted; far from what a sum of longs can hold. */
    private static final long COUNTED_ONLY = Long.MAX_VALUE / 4;

    private static final int MOST_REMEMBERED = 50_000;

    /** The share of a quota from which on its company is told. */
    private static final int APPROACHED_PERCENT = 80;

    private static final int PERCENT = 100;

    private final ResilientCounter counters;
    private final LimitObserver observer;
    private final UsedUp usedUp = new UsedUp(MOST_REMEMBERED);

    public QuotaGate(ResilientCounter counters, LimitObserver observer) {
        this.counters = counters;
        this.observer = observer;
    }

    /** Refuses what cannot be admitted whatever the store says. */
    public void refuseEarly(Judgement judgement, LimitedCall call) {
        List<LimitTerms> limits = judgement.limits();
        for (int i = 0; i < limits.size(); i++) {
            long needed = limits.get(i) instanceof LimitTerms.Concurrency ? 1 : call.needed();
            if (needed > judgement.quota(i)) {
                judgement.violate(i);
            }
        }
        if (!judgement.allowed()) {
            judgement.giveUp();
        } else if (!usedUp.isEmpty()) {
            judgeKnown(judgement, call);
        }
        tellRefusals(judgement, call);
    }

    private void judgeKnown(Judgement judgement, LimitedCall call) {
        for (QuotaTerms quota : judgement.terms().quotas()) {
            if (!quota.shadow()) {
                judgeKnown(judgement, call, quota);
            }
        }
    }

    private void judgeKnown(Judgement judgement, LimitedCall call, QuotaTerms quota) {
        WindowSpan window = quota.at(call.now());
        long used = usedUp.used(quota.key(call.company(), call.app()), window);
        if (used > 0) {
            judge(judgement, call, quota, window, used, used + call.needed());
        }
    }

    /** Takes the permits of all quotas, or none. */
    public void take(Judgement judgement, LimitedCall call) {
        List<QuotaTerms> quotas = judgement.terms().quotas();
        if (quotas.isEmpty()) {
            return;
        }
        if (call.cost() == 0) {
            peek(judgement, call);
            return;
        }
        List<CounterLimit> limits = new ArrayList<>(quotas.size());
        for (QuotaTerms quota : quotas) {
            limits.add(new CounterLimit(
                    window(quota, call), quota.shadow() ? COUNTED_ONLY : judgement.quota(quota.index())));
        }
        PermitResult result = counters.take(
                new PermitWish(limits, call.cost()), judgement.terms().outage());
        if (result.degraded()) {
            judgeAlone(judgement, call, result);
            return;
        }
        for (int i = 0; i < quotas.size(); i++) {
            QuotaTerms quota = quotas.get(i);
            WindowSpan window = quota.at(call.now());
            long used = result.used().get(i);
            long wanted = result.granted() ? used : used + call.needed();
            judge(judgement, call, quota, window, used, wanted);
            remember(call, quota, window, used, result.granted());
            if (result.granted() && !quota.shadow()) {
                tellApproach(judgement, call, quota, used);
            }
        }
        tellRefusals(judgement, call);
    }

    /** What this node decided by itself holds for this call alone: it is not remembered, and nobody is told of a quota's end. */
    private static void judgeAlone(Judgement judgement, LimitedCall call, PermitResult result) {
        judgement.degrade();
        List<QuotaTerms> quotas = judgement.terms().quotas();
        for (int i = 0; i < quotas.size(); i++) {
            QuotaTerms quota = quotas.get(i);
            if (!quota.shadow()) {
                long used = result.used().get(i);
                long wanted = result.granted() ? 0 : used + call.needed();
                judge(judgement, call, quota, quota.at(call.now()), used, wanted);
            }
        }
    }

    private void peek(Judgement judgement, LimitedCall call) {
        List<QuotaTerms> quotas = judgement.terms().quotas();
        List<CounterWindow> windows =
                quotas.stream().map(quota -> window(quota, call)).toList();
        Optional<Map<CounterWindow, Long>> known =
                counters.used(Set.copyOf(windows), judgement.terms().outage());
        if (known.isEmpty()) {
            judgement.degrade();
            return;
        }
        Map<CounterWindow, Long> used = known.get();
        for (int i = 0; i < quotas.size(); i++) {
            long taken = used.getOrDefault(windows.get(i), 0L);
            judge(judgement, call, quotas.get(i), quotas.get(i).at(call.now()), taken, taken + call.needed());
        }
        tellRefusals(judgement, call);
    }

    static CounterWindow window(QuotaTerms quota, LimitedCall call) {
        WindowSpan window = quota.at(call.now());
        return new CounterWindow(quota.key(call.company(), call.app()).counter(), window.start(), window.expiresAt());
    }

    private static void judge(
            Judgement judgement, LimitedCall call, QuotaTerms quota, WindowSpan window, long used, long wanted) {
        int index = quota.index();
        judgement.status(index, Math.max(0, judgement.quota(index) - used), window.secondsLeft(call.now()));
        if (wanted > judgement.quota(index)) {
            judgement.violate(index);
        }
    }

    private void remember(LimitedCall call, QuotaTerms quota, WindowSpan window, long used, boolean granted) {
        if (granted && usedUp.isEmpty()) {
            return;
        }
        QuotaKey key = quota.key(call.company(), call.app());
        if (granted) {
            usedUp.update(key, window, used);
        } else {
            usedUp.remember(key, window, used, call.now());
        }
    }

    private void tellApproach(Judgement judgement, LimitedCall call, QuotaTerms quota, long used) {
        long line = judgement.quota(quota.index()) * APPROACHED_PERCENT;
        if (used * PERCENT >= line && (used - call.cost()) * PERCENT < line) {
            observer.approached(use(judgement, call, quota));
        }
    }

    private void tellRefusals(Judgement judgement, LimitedCall call) {
        if (judgement.allowed()) {
            return;
        }
        for (QuotaTerms quota : judgement.terms().quotas()) {
            // A call that costs more than the whole quota is not judged by what is used.
            if (judgement.isViolated(quota.index()) && judgement.isJudged(quota.index())) {
                observer.refused(use(judgement, call, quota));
            }
        }
    }

    /** Tells which limits that only count would have refused the call. */
    public void tellShadows(Judgement judgement, LimitedCall call) {
        if (judgement.wouldDeny()) {
            for (int i = 0; i < judgement.limits().size(); i++) {
                if (judgement.wouldDeny(i)) {
                    observer.wouldDeny(
                            call.company(),
                            call.app(),
                            judgement.limits().get(i).name());
                }
            }
        }
    }

    private static QuotaUse use(Judgement judgement, LimitedCall call, QuotaTerms quota) {
        int index = quota.index();
        WindowSpan window = quota.at(call.now());
        long most = judgement.quota(index);
        long left = judgement.isJudged(index) ? judgement.remaining(index) : most;
        return new QuotaUse(
                call.company(), quota.owner(call.app()), quota.name(), window.start(), window.end(), most - left, most);
    }
}
