package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Optional;

/** A quota at its place among the limits of a tier, with the window that is current. Thread-safe. */
final class QuotaTerms {

    private final int index;
    private final LimitTerms.Quota quota;
    private volatile WindowSpan latest;

    QuotaTerms(int index, LimitTerms.Quota quota) {
        this.index = index;
        this.quota = quota;
        this.latest = WindowSpan.of(quota.window(), Instant.EPOCH);
    }

    int index() {
        return index;
    }

    String name() {
        return quota.name();
    }

    boolean perApp() {
        return quota.perApp();
    }

    boolean shadow() {
        return quota.shadow();
    }

    WindowSpan at(Instant now) {
        WindowSpan span = latest;
        if (!span.contains(now)) {
            span = WindowSpan.of(quota.window(), now);
            latest = span;
        }
        return span;
    }

    /** The app that has this quota for itself; empty if all apps of a company share it. */
    Optional<AppId> owner(AppId caller) {
        return quota.perApp() ? Optional.of(caller) : Optional.empty();
    }

    QuotaKey key(CompanyId company, AppId app) {
        return new QuotaKey(quota.name(), company.value(), quota.perApp() ? app.value() : "");
    }
}
