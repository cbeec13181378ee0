package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.ErrorCode;

/** Why the operator's area refuses a request. */
public enum OperatorRefusal implements ErrorCode {
    /** The role of the operator changes nothing. */
    READ_ONLY(403, "read_only", "Your role sees this area and changes nothing in it."),
    /** The developer or app is suspended already. */
    ALREADY_SUSPENDED(409, "already_suspended", "This is suspended already."),
    /** The developer or app is not suspended. */
    NOT_SUSPENDED(409, "not_suspended", "This isn't suspended."),
    /** The next signing key is announced and does not sign yet. */
    KEY_ANNOUNCED(409, "key_announced", "The next key is announced already and signs soon."),
    /** The endpoint is off already. */
    ALREADY_DISABLED(409, "already_disabled", "This endpoint is disabled already.");

    private final int status;
    private final String wireName;
    private final String detail;

    OperatorRefusal(int status, String wireName, String detail) {
        this.status = status;
        this.wireName = wireName;
        this.detail = detail;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the refusal as a problem (RFC 9457).
     *
     * @return what a handler throws
     */
    public ProblemException problem() {
        return ProblemException.of(status, wireName, detail);
    }
}
