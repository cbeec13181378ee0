package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.spi.JournalEntry;
import java.util.Set;

/** Who reads entries. */
public enum Audience {
    /** A developer, who learns neither names nor addresses of the host's users and operators. */
    DEVELOPER,
    /** An operator of the host, who sees everything. */
    OPERATOR;

    private static final Set<String> PEOPLE_OF_THE_HOST = Set.of("hostUser", "operator");

    boolean seesWhere(JournalEntry entry) {
        return this == OPERATOR || !PEOPLE_OF_THE_HOST.contains(entry.actorType());
    }
}
