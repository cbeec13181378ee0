package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;

/** Hears what the limiter decided, on the thread of the call: it returns immediately and never throws. Thread-safe. */
public interface LimitObserver {

    /** Nobody hears. */
    LimitObserver NONE = new LimitObserver() {
        @Override
        public void approached(QuotaUse use) {}

        @Override
        public void refused(QuotaUse use) {}
    };

    /** A call was granted and took the use of a quota past 80 %. Of all calls of a window on all nodes, this is one. */
    void approached(QuotaUse use);

    /** A limit that only counts would have refused a call. */
    default void wouldDeny(CompanyId company, AppId app, String limit) {}

    /** A call was refused because a quota is used up. */
    void refused(QuotaUse use);
}
