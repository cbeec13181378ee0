package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps hashed secrets of which the old one works beside the new one for a while. Thread-safe. */
public final class OverlappingSecretRotator implements SecretRotator {

    /** How long what is known about ended secrets is kept. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);
    private static final int MAX_FOREIGN = 255;
    private static final int MIN_DIFFERENT = 12;
    private final SecretStore store;
    private final Apps apps;
    private final AppNotices notices;
    private final CredentialFormat credentials;
    private final Ulids ids;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes a rotator; hosts take that of the authorization server.
     *
     * @param store where the hashes are kept
     * @param apps says what an app is now
     * @param notices tells everyone
     * @param credentials makes secrets
     * @param ids makes their ids
     * @param transactions hold together what belongs together
     * @param clock says when
     */
    public OverlappingSecretRotator(
            SecretStore store,
            Apps apps,
            AppNotices notices,
            CredentialFormat credentials,
            Ulids ids,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.apps = apps;
        this.notices = notices;
        this.credentials = credentials;
        this.ids = ids;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public RotatedSecret rotate(App app, Duration overlap, boolean endOlder, String reason, Actor actor) {
        requireSecrets(app);
        if (overlap.isNegative() || overlap.compareTo(DEFAULT_OVERLAP) > 0) {
            throw AppRefusedException.invalidField(
                    "overlap", AppFieldCode.OVERLAP_OUT_OF_RANGE, "Choose an overlap from PT0S to P30D.");
        }
        Instant now = clock.instant();
        Secret secret = credentials.next(CredentialFormat.Kind.CLIENT_SECRET);
        StoredSecret next = stored(app, secret, now);
        return transactions.inTransaction(() -> {
            requireSecrets(held(app));
            SecretStore.Rotation rotation = store.rotate(next, now.plus(overlap), endOlder, now);
            if (rotation.outcome() == SecretStore.Outcome.IN_PROGRESS) {
                throw new AppRefusedException(AppRefusal.SECRET_ROTATION_IN_PROGRESS);
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
            notices.secretChanged(app, actor, OAuthAction.SECRET_ROTATED, details);
            return new RotatedSecret(secret, next, rotation.previous());
        });
    }

    @Override
    public boolean provide(App app, Secret secret, Actor actor) {
        requireSecrets(app);
        if (app.owner() != null) {
            throw new AppRefusedException(AppRefusal.APP_HAS_OWNER);
        }
        requireStrong(secret.reveal());
        Instant now = clock.instant();
        StoredSecret next = stored(app, secret, now);
        return transactions.inTransaction(() -> {
            requireSecrets(held(app));
            List<StoredSecret> live = store.live(app.id(), now);
            if (live.size() == 1 && live.get(0).hash().equals(next.hash())) {
                return false;
            }
            store.rotate(next, now, true, now);
            notices.secretChanged(app, actor, OAuthAction.SECRET_PROVIDED, Map.of("last4", secret.last4()));
            return true;
        });
    }

    private static void requireStrong(String secret) {
        boolean printable = secret.chars().allMatch(c -> c > ' ' && c <= '~');
        boolean strong = secret.length() >= ClientSecrets.MIN_FOREIGN
                && secret.length() <= MAX_FOREIGN
                && secret.chars().distinct().count() >= MIN_DIFFERENT;
        if (!printable || !strong) {
            throw AppRefusedException.invalidField(
                    "clientSecret",
                    AppFieldCode.SECRET_TOO_WEAK,
                    "A client secret has 32 to 255 printable ASCII characters, 12 different ones at least.");
        }
    }

    /** Makes the first secret of an app that is being created, in the transaction of the thread. */
    Secret first(App app, Instant now) {
        Secret secret = credentials.next(CredentialFormat.Kind.CLIENT_SECRET);
        store.rotate(stored(app, secret, now), now, false, now);
        return secret;
    }

    @Override
    public List<StoredSecret> list(App app) {
        return store.live(app.id(), clock.instant());
    }

    /**
     * Lists the secrets of several apps that work but have an end.
     *
     * @param apps the apps
     * @return in the order of their ends
     */
    public List<StoredSecret> ending(Set<AppId> apps) {
        return store.ending(apps, clock.instant());
    }

    @Override
    public StoredSecret end(App app, String secretId, Actor actor) {
        requireSecrets(app);
        return transactions.inTransaction(() -> {
            StoredSecret ended = store.end(app.id(), secretId, clock.instant())
                    .orElseThrow(() -> new AppRefusedException(AppRefusal.SECRET_NOT_FOUND));
            notices.secretChanged(app, actor, OAuthAction.SECRET_ENDED, Map.of("last4", ended.last4()));
            return ended;
        });
    }

    @Override
    public StoredSecret cancelRotation(App app, Actor actor) {
        requireSecrets(app);
        return transactions.inTransaction(() -> {
            requireSecrets(held(app));
            SecretStore.Cancellation cancelled = store.cancelRotation(app.id(), clock.instant())
                    .orElseThrow(() -> new AppRefusedException(AppRefusal.NO_ROTATION_IN_PROGRESS));
            Map<String, String> details = Map.of(
                    "last4", cancelled.dropped().last4(),
                    "restoredLast4", cancelled.restored().last4());
            notices.secretChanged(app, actor, OAuthAction.SECRET_ROTATION_CANCELLED, details);
            return cancelled.restored();
        });
    }

    /**
     * Returns the background job that forgets secrets that ended long ago.
     *
     * @return the job, one node at a time
     */
    public Job purgeJob() {
        return PurgeJob.of("secret-purge", clock, KEPT, store::purge)
                .every(PURGE_INTERVAL)
                .onOneNode();
    }

    private StoredSecret stored(App app, Secret secret, Instant now) {
        return new StoredSecret(ids.next(), app.id(), TokenHash.of(secret), secret.last4(), now, null, null);
    }

    /** The app as it is now, until the transaction ends: it may have been revoked since it was read. */
    private App held(App app) {
        return apps.hold(app.id()).orElse(app);
    }

    private static void requireSecrets(App app) {
        if (!app.security().usesSecret()) {
            throw new AppRefusedException(AppRefusal.NO_SECRET_FOR_CLIENT_TYPE);
        }
        if (app.status() == AppStatus.REVOKED) {
            throw new AppRefusedException(AppRefusal.APP_REVOKED);
        }
    }
}
