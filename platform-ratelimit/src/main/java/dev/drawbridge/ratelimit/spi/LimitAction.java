package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about limits. The target is the company. */
public enum LimitAction implements JournalAction {
    /** A company got a limit of its own, or another one than before. */
    OVERRIDE_SET("limit.override_set"),
    /** The tier's limit holds again for a company. */
    OVERRIDE_ENDED("limit.override_ended"),
    /** A company has used 80 % of a quota; once in a window. */
    APPROACHED("limit.approached"),
    /** A call was refused because a quota is used up; once in a window. */
    REACHED("limit.reached");

    private final String wireName;

    LimitAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
