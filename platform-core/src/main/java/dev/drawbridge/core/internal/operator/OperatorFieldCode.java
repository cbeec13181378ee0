package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.model.ErrorCode;

/** What can be wrong with what an operator types. */
public enum OperatorFieldCode implements ErrorCode {
    /** There is no reason, where one is needed. */
    REASON_MISSING("reason_missing"),
    /** The reason has more than 500 characters. */
    REASON_TOO_LONG("reason_too_long");

    private final String wireName;

    OperatorFieldCode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
