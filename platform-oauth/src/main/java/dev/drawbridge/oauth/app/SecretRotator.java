package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces client secrets without an interruption: old and new one both work while the overlap lasts.
 *
 * <p>An app has at most two live secrets. A secret is shown once, when it is made; only its hash is kept. Tokens that were
 * issued before a rotation go on working. What is not allowed is refused with a {@link ProblemException}. Thread-safe.
 */
public final class SecretRotator {

    /** How long the old secret works unless the developer chooses otherwise, and the longest choice. */
    public static final Duration DEFAULT_OVERLAP = Duration.ofDays(30);

    /** The overlaps that pages offer; code and JSON may choose anything up to the longest. */
    public static final List<Duration> OVERLAPS =
            List.of(DEFAULT_OVERLAP, Duration.ofDays(7), Duration.ofDays(1), Duration.ZERO);

    /** How long what is known about ended secrets is kept. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);
    private static final int MAX_FOREIGN = 255;
    private static final int MIN_DIFFERENT = 12;
    private static final int PURGE_BATCH = 1_000;

    private final CoreServices env;
    private final SecretStore store;
    private final AppNotices notices;

    /**
     * Makes a rotator; hosts take that of the authorization server.
     *
     * @param env the shared services
     * @param store where the hashes are kept
     */
    public SecretRotator(CoreServices env, SecretStore store) {
        this.env = env;
        this.store = store;
        this.notices = new AppNotices(env);
    }

    /**
     * Makes a new secret and lets the present one run out.
     *
     * @param app the app
     * @param overlap how long the present secret goes on working, from nothing to 30 days
     * @param endOlder whether the older of two live secrets may end now
     * @param reason for the journal, possibly empty, at most 200 characters are kept
     * @param actor who does it
     * @return the secret for the only time
     * @throws ProblemException 409 {@code no_secret_for_client_type}, 409 {@code secret_rotation_in_progress} if two secrets
     *     are live and {@code endOlder} is false, 409 {@code app_revoked}, 422 for another overlap
     */
    public RotatedSecret rotate(App app, Duration overlap, boolean endOlder, String reason, Actor actor) {
        requireSecrets(app);
        if (overlap.isNegative() || overlap.compareTo(DEFAULT_OVERLAP) > 0) {
            throw new ProblemException(Problem.invalidFields(List.of(
                    new FieldError("overlap", "overlap_out_of_range", "Choose an overlap from PT0S to P30D."))));
        }
        Instant now = env.clock().instant();
        Secret secret = env.credentials().next(CredentialFormat.Kind.CLIENT_SECRET);
        StoredSecret next = stored(app, secret, now);
        return env.transactions().inTransaction(() -> {
            requireSecrets(held(app));
            SecretStore.Rotation rotation = store.rotate(next, now.plus(overlap), endOlder, now);
            if (rotation.outcome() == SecretStore.Outcome.IN_PROGRESS) {
                throw ProblemException.of(
                        409,
                        "secret_rotation_in_progress",
                        "Two secrets work at present. End the older one first, or rotate with endOlder.");
            }
            Map<String, String> details = new LinkedHashMap<>();
            details.put("last4", secret.last4());
            details.put("overlap", overlap.toString());
            rotation.previous().ifPresent(previous -> details.put("previousLast4", previous.last4()));
            if (!reason.isBlank()) {
                details.put(
                        "reason",
                        reason.strip().substring(0, Math.min(200, reason.strip().length())));
            }
            notices.secretChanged(app, actor, "secret.rotated", details);
            return new RotatedSecret(secret, next, rotation.previous());
        });
    }

    /**
     * Makes a secret that somebody else chose the only one of an app without an owner, for operators who bring apps along. The
     * same secret again changes nothing. As it is kept as a hash like all others, which is safe for what cannot be guessed
     * only, it must be long; what it really holds nobody can tell.
     *
     * @param app the app
     * @param secret 32 to 255 printable ASCII characters, 12 different ones at least
     * @param actor who does it
     * @return true if it is new
     * @throws ProblemException 409 {@code no_secret_for_client_type}, 409 {@code app_revoked}, 409 {@code app_has_owner}, 422 if
     *     the secret is not of that form
     */
    public boolean provide(App app, Secret secret, Actor actor) {
        requireSecrets(app);
        if (app.owner() != null) {
            throw ProblemException.of(409, "app_has_owner", "The secrets of this app are its developer's to choose.");
        }
        requireStrong(secret.reveal());
        Instant now = env.clock().instant();
        StoredSecret next = stored(app, secret, now);
        return env.transactions().inTransaction(() -> {
            requireSecrets(held(app));
            List<StoredSecret> live = store.live(app.id(), now);
            if (live.size() == 1 && live.get(0).hash().equals(next.hash())) {
                return false;
            }
            store.rotate(next, now, true, now);
            notices.secretChanged(app, actor, "secret.provided", Map.of("last4", secret.last4()));
            return true;
        });
    }

    private static void requireStrong(String secret) {
        boolean printable = secret.chars().allMatch(c -> c > ' ' && c <= '~');
        boolean strong = secret.length() >= ClientSecrets.MIN_FOREIGN
                && secret.length() <= MAX_FOREIGN
                && secret.chars().distinct().count() >= MIN_DIFFERENT;
        if (!printable || !strong) {
            throw new ProblemException(Problem.invalidFields(List.of(new FieldError(
                    "clientSecret",
                    "secret_too_weak",
                    "A client secret has 32 to 255 printable ASCII characters, 12 different ones at least."))));
        }
    }

    /** Makes the first secret of an app that is being created, in the transaction of the thread. */
    Secret first(App app, Instant now) {
        Secret secret = env.credentials().next(CredentialFormat.Kind.CLIENT_SECRET);
        store.rotate(stored(app, secret, now), now, false, now);
        return secret;
    }

    /**
     * Lists the secrets of an app that work, newest first.
     *
     * @param app the app
     * @return at most two; none for apps that authenticate in another way
     */
    public List<StoredSecret> list(App app) {
        return store.live(app.id(), env.clock().instant());
    }

    /**
     * Lists the secrets of several apps that work but have an end.
     *
     * @param apps the apps
     * @return in the order of their ends
     */
    List<StoredSecret> ending(Set<AppId> apps) {
        return store.ending(apps, env.clock().instant());
    }

    /**
     * Ends a secret at once: the way out when it leaked.
     *
     * @param app the app
     * @param secretId which of its secrets
     * @param actor who does it
     * @return the ended secret
     * @throws ProblemException 404 {@code secret_not_found} if the app has no such live secret
     */
    public StoredSecret end(App app, String secretId, Actor actor) {
        requireSecrets(app);
        return env.transactions().inTransaction(() -> {
            StoredSecret ended = store.end(app.id(), secretId, env.clock().instant())
                    .orElseThrow(() -> ProblemException.of(
                            404, "secret_not_found", "The app has no such secret, or it has ended."));
            notices.secretChanged(app, actor, "secret.ended", Map.of("last4", ended.last4()));
            return ended;
        });
    }

    /**
     * Takes a rotation back: the newer secret ends now, the older one works without end again.
     *
     * @param app the app
     * @param actor who does it
     * @return the secret that stays
     * @throws ProblemException 409 {@code no_rotation_in_progress} if there are no two live secrets
     */
    public StoredSecret cancelRotation(App app, Actor actor) {
        requireSecrets(app);
        return env.transactions().inTransaction(() -> {
            requireSecrets(held(app));
            SecretStore.Cancellation cancelled = store.cancelRotation(
                            app.id(), env.clock().instant())
                    .orElseThrow(() -> ProblemException.of(
                            409, "no_rotation_in_progress", "There is no rotation that could be taken back."));
            Map<String, String> details = Map.of(
                    "last4", cancelled.dropped().last4(),
                    "restoredLast4", cancelled.restored().last4());
            notices.secretChanged(app, actor, "secret.rotation_cancelled", details);
            return cancelled.restored();
        });
    }

    /**
     * Returns the background job that forgets secrets that ended long ago.
     *
     * @return the job, one node at a time
     */
    public Job purgeJob() {
        return new Job("secret-purge", PURGE_INTERVAL, true, () -> {
            Instant before = env.clock().coordination().minus(KEPT);
            int deleted = PURGE_BATCH;
            while (deleted == PURGE_BATCH) {
                deleted = store.purge(before, PURGE_BATCH);
            }
        });
    }

    private StoredSecret stored(App app, Secret secret, Instant now) {
        return new StoredSecret(env.ids().next(), app.id(), TokenHash.of(secret), secret.last4(), now, null, null);
    }

    /** The app as it is now, until the transaction ends: it may have been revoked since it was read. */
    private App held(App app) {
        return env.apps().hold(app.id()).orElse(app);
    }

    private static void requireSecrets(App app) {
        if (!app.security().usesSecret()) {
            throw ProblemException.of(409, "no_secret_for_client_type", "This app has no secret.");
        }
        if (app.status() == AppStatus.REVOKED) {
            throw ProblemException.of(409, "app_revoked", "The app is revoked and cannot be changed.");
        }
    }
}
