package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.CriticalChange;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.ReviewStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes apps that were judged before, each with its journal entry and its row in the change feed. Call it inside the
 * transaction of the change. Thread-safe.
 */
public final class AppChanges {

    private final AppStore store;
    private final ReviewStore reviews;
    private final LogoStore logos;
    private final Throttles throttles;
    private final AppNotices notices;
    private final PlatformClock clock;

    /**
     * Makes the writer.
     *
     * @param store where the apps are kept
     * @param reviews where is kept what approved apps shall become
     * @param logos where is kept which pictures are to be fetched
     * @param throttles counts what a developer creates
     * @param notices tells everyone
     * @param clock says when
     */
    public AppChanges(
            AppStore store,
            ReviewStore reviews,
            LogoStore logos,
            Throttles throttles,
            AppNotices notices,
            PlatformClock clock) {
        this.store = store;
        this.reviews = reviews;
        this.logos = logos;
        this.throttles = throttles;
        this.notices = notices;
        this.clock = clock;
    }

    void insert(App app, Actor actor, Instant now) {
        switch (store.insert(app, OAuthAppRegistry.MAX_LIVE_APPS, now)) {
            case LIMIT_REACHED -> throw new AppRefusedException(AppRefusal.APP_LIMIT_REACHED);
            case NAME_TAKEN -> throw nameTaken();
            case CLIENT_ID_TAKEN -> throw new AppRefusedException(AppRefusal.CLIENT_ID_TAKEN);
            case INSERTED -> {
                withLogo(app, null);
                inserted(app, actor);
            }
        }
    }

    private void inserted(App app, Actor actor) {
        notices.appChanged(
                app,
                actor,
                OAuthAction.APP_CREATED,
                Map.of(
                        "name", app.profile().name(),
                        "type", app.type().wireName(),
                        "definedBy", app.definedBy().name()));
        DeveloperId owner = app.owner();
        if (owner != null) {
            // After the insertion: what is refused for another reason is not created and does not count.
            throttles
                    .attempt("app.create", owner.value(), OAuthAppRegistry.MAX_CREATED_PER_HOUR, Duration.ofHours(1))
                    .ifPresent(wait -> {
                        throw AppRefusedException.tooManyApps(wait);
                    });
        }
    }

    /**
     * Writes an edit. Of an approved app the redirect URIs and scopes stay, and what is wanted instead waits for an operator.
     *
     * @param before the app as it was read
     * @param wanted what it should be, at the next version
     * @return the app as it is live now
     */
    App update(App before, App wanted, Actor actor) {
        URI logoUrl = before.profile().logoUrl();
        if (before.review() == ReviewState.APPROVED) {
            return withLogo(propose(before, wanted, actor), logoUrl);
        }
        update(before, wanted, actor, Map.of());
        return withLogo(wanted, logoUrl);
    }

    private App propose(App before, App wanted, Actor actor) {
        Optional<CriticalChange> pending = CriticalChange.between(before.access(), wanted.access());
        App live = wanted.with()
                .access(wanted.access()
                        .with()
                        .redirectUris(before.access().redirectUris())
                        .scopes(before.access().scopes())
                        .build())
                .build();
        update(
                before,
                live,
                actor,
                pending.map(change -> Map.of("pending", names(change))).orElse(Map.of()));
        propose(before, pending);
        return live;
    }

    /** The version was checked before, and nobody else writes the row of the app until the transaction ends. */
    private void propose(App app, Optional<CriticalChange> pending) {
        AppReview review = reviews.find(app.id()).orElseGet(() -> AppReview.none(app.id()));
        if (pending.isEmpty()) {
            reviews.withdraw(app.id());
        } else if (!pending.get().equals(review.pending())) {
            // Of a change that waits already, the developer's words stay.
            reviews.submit(review.submitted(review.waiting() ? review.note() : "", pending.get(), clock.instant()));
        }
    }

    /** Returns the fields of a change as the app's JSON names them. */
    static String names(CriticalChange change) {
        return Stream.of(
                        change.redirectUris() == null ? "" : AppField.REDIRECT_URIS.wireName(),
                        change.scopes() == null ? "" : AppField.SCOPES.wireName())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Clients that register themselves get no picture: it would lend them a face that nobody vouches for. */
    private App withLogo(App app, @Nullable URI before) {
        URI url = app.profile().logoUrl();
        if (Objects.equals(url, before) || app.definedBy() == DefinedBy.DYNAMIC) {
            return app;
        }
        if (url != null) {
            logos.fetchLater(new LogoStore.Fetch(app.id(), url, 0, clock.instant()));
            return app;
        }
        logos.cancelFetch(app.id());
        if (logos.of(app.id()).filter(logo -> logo.source() != null).isEmpty()) {
            return app;
        }
        logos.remove(app.id());
        store.setLogo(app.id(), null, false);
        return app.with().logo(null).build();
    }

    private void update(App before, App changed, Actor actor, Map<String, String> details) {
        switch (store.update(changed, clock.instant())) {
            case STALE ->
                throw new AppRefusedException(
                        store.find(changed.id()).stream().anyMatch(it -> it.status() == AppStatus.REVOKED)
                                ? AppRefusal.APP_REVOKED
                                : AppRefusal.STALE_VERSION);
            case NAME_TAKEN -> throw nameTaken();
            case UPDATED -> updated(before, changed, actor, details);
        }
    }

    private void updated(App before, App changed, Actor actor, Map<String, String> more) {
        Map<String, String> details = AppDifference.between(before, changed);
        details.putAll(more);
        details.put("version", Long.toString(changed.version()));
        notices.appChanged(changed, actor, OAuthAction.APP_UPDATED, details);
    }

    App revoke(App app, Actor actor) {
        Instant now = clock.instant();
        boolean moved = store.moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, now)
                || store.moveStatus(app.id(), AppStatus.SUSPENDED, AppStatus.REVOKED, now);
        if (!moved) {
            throw new AppRefusedException(AppRefusal.APP_REVOKED);
        }
        reviews.withdraw(app.id());
        notices.appChanged(
                app,
                actor,
                OAuthAction.APP_REVOKED,
                Map.of("name", app.profile().name()));
        return store.find(app.id()).orElse(app);
    }

    /**
     * Stops an app that works, or lets it work again.
     *
     * @param reason why, possibly empty
     * @return the app as it is now; empty if it was not {@code from}
     */
    public Optional<App> move(App app, AppStatus from, AppStatus to, String reason, Actor actor) {
        if (!store.moveStatus(app.id(), from, to, clock.instant())) {
            return Optional.empty();
        }
        Map<String, String> details = new LinkedHashMap<>();
        details.put(JournalEntry.BEFORE + "status", from.name());
        details.put(JournalEntry.AFTER + "status", to.name());
        if (!reason.isEmpty()) {
            details.put(JournalEntry.REASON, reason);
        }
        OAuthAction action = to == AppStatus.SUSPENDED ? OAuthAction.APP_SUSPENDED : OAuthAction.APP_RESUMED;
        notices.appChanged(app, actor, action, details);
        return store.find(app.id());
    }

    private static AppRefusedException nameTaken() {
        return AppRefusedException.invalidFields(List.of(FieldRefusal.of(AppField.NAME, AppFieldCode.NAME_TAKEN)));
    }
}
