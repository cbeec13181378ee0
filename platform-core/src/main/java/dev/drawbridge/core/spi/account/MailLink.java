package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;

/**
 * A link that was sent by mail: who opens it proves the address.
 *
 * @param hash of the token in the link
 * @param kind what it is good for
 * @param developer whose account
 * @param email the address it was sent to
 * @param source a hash of who asked for it
 * @param status whether it was used
 * @param createdAt when it was made
 * @param expiresAt from this instant on it is refused
 */
public record MailLink(
        TokenHash hash,
        Kind kind,
        DeveloperId developer,
        String email,
        String source,
        Status status,
        Instant createdAt,
        Instant expiresAt) {

    /** What a link is good for. */
    public enum Kind {
        /** Confirms the address. */
        VERIFY,
        /** Sets a new password. */
        RESET,
        /** Replaces the address by the one that the link was sent to. */
        EMAIL
    }

    /** What became of a link. */
    public enum Status {
        /** Not used yet. */
        LIVE,
        /** Used. */
        USED,
        /** Ended by newer links or by a new password. */
        ENDED
    }

    /**
     * Tells whether the link still works.
     *
     * @param now the time
     * @return true if it is neither used, ended nor expired
     */
    public boolean works(Instant now) {
        return status == Status.LIVE && now.isBefore(expiresAt);
    }

    /**
     * Returns this link in another state.
     *
     * @param value what became of it
     * @return the copy
     */
    public MailLink withStatus(Status value) {
        return new MailLink(hash, kind, developer, email, source, value, createdAt, expiresAt);
    }
}
