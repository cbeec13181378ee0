package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.internal.egress.EgressFile;
import dev.drawbridge.core.internal.egress.EgressLimits;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives apps their pictures: what a developer uploads, or what is at the app's logo URL. Two files are decoded at a time.
 * Thread-safe.
 *
 * <p>A URL is fetched in the background, through the guard of outbound requests. One that does not respond is tried again
 * after 1 minute, 10 minutes, 1 hour and 1 day; one that has no picture is not.
 */
public final class Logos {

    /** The field of forms and of errors. */
    public static final String FIELD = "logo";

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int BATCH = 10;
    private static final int AT_A_TIME = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Logos.class);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    /** 3 s to connect, 10 s in all, 16 kB of headers, 1 MB of body. */
    private static final EgressLimits CAPS =
            new EgressLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 16 * 1024, StoredLogo.MAX_BYTES);

    private final AppStore apps;
    private final LogoStore logos;
    private final AppNotices notices;
    private final Egress egress;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Semaphore decoding = new Semaphore(AT_A_TIME, true);

    /**
     * Makes the service.
     *
     * @param apps have the names of their pictures
     * @param logos keeps the pictures
     * @param notices tells the journal and the other nodes
     * @param egress fetches pictures
     * @param transactions hold together what belongs together
     * @param clock says when
     */
    public Logos(
            AppStore apps,
            LogoStore logos,
            AppNotices notices,
            Egress egress,
            Transactions transactions,
            PlatformClock clock) {
        this.apps = apps;
        this.logos = logos;
        this.notices = notices;
        this.egress = egress;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the picture that a developer uploads.
     *
     * @param app the app
     * @param file PNG, JPEG, GIF or SVG
     * @param actor who does it
     * @return the app with its picture
     * @throws AppRefusedException {@code invalid_fields}, {@code app_revoked}
     */
    public App upload(App app, byte[] file, Actor actor) {
        try {
            StoredLogo logo = read(file, null);
            return transactions.inTransaction(() -> {
                logos.cancelFetch(app.id());
                return keep(app, logo, actor);
            });
        } catch (LogoFault e) {
            throw AppRefusedException.invalidField(FIELD, e.code(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Removes the picture of an app. Its logo URL is not fetched again until it changes.
     *
     * @param app the app
     * @param actor who does it
     * @return the app without a picture
     * @throws AppRefusedException {@code app_revoked}
     */
    public App remove(App app, Actor actor) {
        return transactions.inTransaction(() -> {
            logos.cancelFetch(app.id());
            if (!logos.remove(app.id())) {
                return app;
            }
            requireLive(apps.setLogo(app.id(), null, true));
            notices.appChanged(app, actor, OAuthAction.LOGO_REMOVED, Map.of());
            return read(app.id()).orElse(app);
        });
    }

    private App keep(App app, StoredLogo logo, Actor actor) {
        logos.put(app.id(), logo);
        requireLive(apps.setLogo(app.id(), logo.hash(), logo.source() == null));
        URI source = logo.source();
        notices.appChanged(
                app,
                actor,
                OAuthAction.LOGO_CHANGED,
                source == null
                        ? Map.of("logo", logo.hash())
                        : Map.of("logo", logo.hash(), "source", source.toString()));
        return read(app.id()).orElse(app);
    }

    private Optional<App> read(AppId app) {
        return apps.find(app);
    }

    private static void requireLive(boolean live) {
        if (!live) {
            throw new AppRefusedException(AppRefusal.APP_REVOKED);
        }
    }

    private StoredLogo read(byte[] file, @Nullable URI source) throws LogoFault {
        decoding.acquireUninterruptibly();
        try {
            return LogoFile.read(file, source);
        } finally {
            decoding.release();
        }
    }

    /** {@return what fetches pictures, on one node at a time} */
    public Job job() {
        return new Job("logo-fetch", INTERVAL, true, this::fetchDue);
    }

    private void fetchDue() {
        logos.due(clock.instant(), BATCH).forEach(this::fetch);
    }

    private void fetch(LogoStore.Fetch fetch) {
        Optional<App> app = apps.find(fetch.app())
                .filter(found -> found.status() != AppStatus.REVOKED)
                .filter(found -> fetch.url().equals(found.profile().logoUrl()));
        if (app.isEmpty()) {
            logos.fetched(fetch);
            return;
        }
        EgressFile file = egress.download(
                tenant(app.get()), fetch.url(), "image/png, image/jpeg, image/gif, " + LogoFile.SVG, CAPS);
        if (file.failure() != null || file.status() != 200) {
            LOG.info(
                    "The logo of app {} could not be fetched: status {}, {}",
                    fetch.app(),
                    file.status(),
                    file.failure());
            again(fetch);
            return;
        }
        try {
            StoredLogo logo = read(file.content(), fetch.url());
            transactions.inTransaction(() -> {
                logos.fetched(fetch);
                return keep(app.get(), logo, Actor.SYSTEM);
            });
        } catch (LogoFault e) {
            LOG.info("The logo of app {} is refused: {}", fetch.app(), e.getMessage());
            logos.fetched(fetch);
        } catch (AppRefusedException e) {
            logos.fetched(fetch);
        }
    }

    private void again(LogoStore.Fetch fetch) {
        if (fetch.attempts() == PAUSES.size()) {
            logos.fetched(fetch);
            return;
        }
        logos.fetchLater(new LogoStore.Fetch(
                fetch.app(), fetch.url(), fetch.attempts() + 1, clock.instant().plus(PAUSES.get(fetch.attempts()))));
    }

    private static Tenant tenant(App app) {
        DeveloperId owner = app.owner();
        return owner == null ? Tenant.hostApp(app.id().value()) : Tenant.developer(owner.value());
    }
}
