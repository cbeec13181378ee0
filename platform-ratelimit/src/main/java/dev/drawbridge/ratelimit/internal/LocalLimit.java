package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;

/** A limit that each node counts for itself, in memory. Thread-safe. */
interface LocalLimit {

    /** Its place among the limits of the tier. */
    int index();

    /** Takes what the call needs, or notes that the limit refuses it. */
    void take(Judgement judgement, LimitedCall call, long nanos);

    /** Undoes what the limit gave to a call that another limit refused. */
    void giveBack(Judgement judgement, LimitedCall call, long nanos);

    /** Takes note that a call ended. */
    void end(LimitedCall call);

    /** Whose permits: a company's, or an app's at a company. */
    static Object key(LimitedCall call, boolean perApp) {
        return perApp ? new AppKey(call.company(), call.app()) : call.company();
    }

    /** An app at a company. */
    record AppKey(CompanyId company, AppId app) {}
}
