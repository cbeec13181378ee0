package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.csrf.CrossSiteRefusal;

/** Turns the refusals of what another site may have sent into problems (RFC 9457): the one place that knows their statuses. */
public final class CrossSiteProblems {

    private CrossSiteProblems() {}

    /** Returns the problem of a request that another site made a browser send, or whose form is too old. */
    public static ProblemException of(CrossSiteRefusal refusal) {
        return ProblemException.of(status(refusal), refusal.wireName(), refusal.detail());
    }

    /** Returns the status of the response, for a page that shows its form again. */
    public static int status(CrossSiteRefusal refusal) {
        return switch (refusal) {
            case CROSS_SITE, FORM_EXPIRED -> 403;
        };
    }
}
