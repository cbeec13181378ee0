package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replaces client secrets without an interruption: old and new one both work while the overlap lasts.
 *
 * <p>An app has at most two live secrets. A secret is shown once, when it is made; only its hash is kept. Tokens that were
 * issued before a rotation keep working. What is not allowed is refused with an {@link AppRefusedException}. Thread-safe.
 */
public interface SecretRotator {

    /** How long the old secret works unless the developer chooses otherwise, and the longest choice. */
    Duration DEFAULT_OVERLAP = Duration.ofDays(30);

    /** The overlaps that pages offer; code and JSON may choose anything up to the longest. */
    List<Duration> OVERLAPS = List.of(DEFAULT_OVERLAP, Duration.ofDays(7), Duration.ofDays(1), Duration.ZERO);

    /**
     * Makes a new secret and lets the present one run out.
     *
     * @param app the app
     * @param overlap how long the present secret keeps working, from nothing to 30 days
     * @param endOlder whether the older of two live secrets may end now
     * @param reason for the journal, possibly empty, at most 200 characters are kept
     * @param actor who does it
     * @return the secret for the only time
     * @throws AppRefusedException {@code no_secret_for_client_type}, {@code secret_rotation_in_progress} if two secrets are
     *     live and {@code endOlder} is false, {@code app_revoked}, {@code invalid_fields} for another overlap
     */
    RotatedSecret rotate(App app, Duration overlap, boolean endOlder, String reason, Actor actor);

    /**
     * Makes a secret that somebody else chose the only one of an app without an owner, for operators who bring apps along. The
     * same secret again changes nothing. As it is kept as a hash like all others, which is safe for what cannot be guessed
     * only, it must be long; its real strength cannot be measured.
     *
     * @param app the app
     * @param secret 32 to 255 printable ASCII characters, 12 different ones at least
     * @param actor who does it
     * @return true if it is new
     * @throws AppRefusedException {@code no_secret_for_client_type}, {@code app_revoked}, {@code app_has_owner}, {@code
     *     invalid_fields} if the secret is not of that form
     */
    boolean provide(App app, Secret secret, Actor actor);

    /**
     * Lists the secrets of an app that work, newest first.
     *
     * @param app the app
     * @return at most two; none for apps that authenticate in another way
     */
    List<StoredSecret> list(App app);

    /**
     * Ends a secret immediately: the way out when it leaked.
     *
     * @param app the app
     * @param secretId which of its secrets
     * @param actor who does it
     * @return the ended secret
     * @throws AppRefusedException {@code secret_not_found} if the app has no such live secret
     */
    StoredSecret end(App app, String secretId, Actor actor);

    /**
     * Takes a rotation back: the newer secret ends now, the older one works without end again.
     *
     * @param app the app
     * @param actor who does it
     * @return the secret that stays
     * @throws AppRefusedException {@code no_rotation_in_progress} if there are no two live secrets
     */
    StoredSecret cancelRotation(App app, Actor actor);

    /**
     * A new secret, which nothing can show a second time, and the one it replaces.
     *
     * @param clientSecret the new secret
     * @param current what is kept of it
     * @param previous the one before, with its end; empty if the app had no live one
     */
    record RotatedSecret(Secret clientSecret, StoredSecret current, Optional<StoredSecret> previous) {}
}
