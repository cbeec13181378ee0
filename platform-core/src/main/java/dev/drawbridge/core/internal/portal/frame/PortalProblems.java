package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.http.ProblemException;

/** Turns what the portal refuses by itself into problems (RFC 9457): the one place that knows their HTTP statuses. */
public final class PortalProblems {

    private PortalProblems() {}

    /** Returns the problem of a request that its handler never sees. */
    public static ProblemException of(PortalRefusal refusal) {
        return ProblemException.of(status(refusal), refusal.wireName(), refusal.detail());
    }

    private static int status(PortalRefusal refusal) {
        return switch (refusal) {
            case REAUTH_REQUIRED -> 403;
            case NO_SUCH_APP -> 404;
            case INTERNAL_APP_READ_ONLY, APP_REVOKED -> 409;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
        };
    }
}
