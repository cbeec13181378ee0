package dev.drawbridge.oauth.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as it is kept. Its life: announced (published, does not sign yet), signing, retired (published until the
 * last token it signed has expired).
 *
 * @param kid names it in tokens, unique for ever
 * @param algorithm what it signs with
 * @param generation counts the keys of an algorithm from 1
 * @param sealed the private key in the vault's envelope, purpose {@code SIGNING}
 * @param announcedAt from when it is published
 * @param signsFrom from when it signs, unless a newer one does
 * @param publishedUntil from when it is neither published nor accepted; null until it is retired
 */
public record StoredSigningKey(
        String kid,
        SigningAlgorithm algorithm,
        long generation,
        String sealed,
        Instant announcedAt,
        Instant signsFrom,
        @Nullable Instant publishedUntil) {

    /**
     * Tells whether the key is published and its signatures are accepted.
     *
     * @param now the time
     * @return true from announcement to the end of retirement
     */
    public boolean published(Instant now) {
        return publishedUntil == null || now.isBefore(publishedUntil);
    }

    /** Leaves out the envelope. */
    @Override
    public String toString() {
        return "StoredSigningKey[" + kid + ", " + algorithm + ", " + generation + "]";
    }

    /**
     * Returns this key when another one signs.
     *
     * @param until when its signatures are no longer accepted
     * @return the copy
     */
    public StoredSigningKey retired(Instant until) {
        return new StoredSigningKey(kid, algorithm, generation, sealed, announcedAt, signsFrom, until);
    }
}
