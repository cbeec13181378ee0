package dev.drawbridge.core.spi.account;

import java.time.Instant;

/**
 * Something that a visitor asked to be mailed, before anybody looked whether the address has an account.
 *
 * @param id unique
 * @param kind what was asked for
 * @param email the lower-case address
 * @param source a hash of the network that asked
 * @param device what the browser showed of an earlier login, sealed, possibly empty
 * @param createdAt when
 */
public record MailRequest(String id, Kind kind, String email, String source, String device, Instant createdAt) {

    /** What was asked for. */
    public enum Kind {
        /** A link to set a new password. */
        RESET,
        /** A link that confirms the address. */
        VERIFY,
        /** A word that the address has an account already. */
        EXISTS
    }

    /** Leaves out the address. */
    @Override
    public String toString() {
        return "MailRequest[id=" + id + ", kind=" + kind + "]";
    }
}
