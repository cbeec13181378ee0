package dev.drawbridge.oauth;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens, for whoever operates the platform. They rotate by themselves; this is for emergencies.
 * Thread-safe.
 */
public interface TokenKeys {

    /**
     * Lists the keys of the JWK set.
     *
     * @return announced, signing and retired ones, oldest first
     */
    List<PublishedKey> published();

    /**
     * Revokes a key that may have become known to somebody else: it leaves the JWK set, and every access token it signed is
     * refused, immediately on this node and within a second on the others. A new key signs from then on; apps get new tokens
     * with their refresh tokens, which no key signs. Other services that cached the JWK set may keep trusting the key until
     * they read the set again, for an hour at most. The journal gets {@code key.revoked}.
     *
     * @param kid the key, as in the JWK set or the header of a token
     * @param actor who wants it
     * @return false if there is no such key, for example because somebody was faster
     */
    boolean revoke(String kid, Actor actor);

    /**
     * Announces the successor of the key that signs, before its time: it is published immediately and signs a day later, so
     * that nobody who caches the JWK set refuses a token. The journal gets {@code key.rotated}.
     *
     * @param actor who wants it, for the journal
     * @return the successor; empty if one is announced already
     */
    Optional<PublishedKey> rotate(Actor actor);

    /**
     * A signing key that is published now (RFC 7517 §5).
     *
     * @param kid its name
     * @param algorithm what it signs with
     * @param signs whether new tokens of this node are signed with it
     * @param announcedAt since when it is published
     * @param signsFrom from when it signs, unless a newer one does
     * @param publishedUntil when it leaves the JWK set; null until it is retired
     */
    record PublishedKey(
            String kid,
            SigningAlgorithm algorithm,
            boolean signs,
            Instant announcedAt,
            Instant signsFrom,
            @Nullable Instant publishedUntil) {}
}
