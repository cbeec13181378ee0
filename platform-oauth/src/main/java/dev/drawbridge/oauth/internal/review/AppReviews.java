package dev.drawbridge.oauth.internal.review;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.internal.app.ReviewNotices;
import dev.drawbridge.oauth.internal.text.AppTexts;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.CriticalChange;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.ReviewStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Developers ask operators to look at apps, and operators decide. Whatever is decided holds the row of the app, so of several
 * who decide at the same time one does, and the others hear {@code already_decided}. Thread-safe.
 *
 * <p>Every verb writes one journal entry, and makes the app's version grow by one.
 */
public final class AppReviews {

    private static final String COMMENT = "comment";

    private final AppStore apps;
    private final ReviewStore reviews;
    private final ReviewNotices notices;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Messages text = Templates.of(AppReviews.class).text();

    /**
     * Makes the service.
     *
     * @param apps where the apps are kept
     * @param reviews where submissions are kept
     * @param notices tells everyone
     * @param transactions hold together what belongs together
     * @param clock says when
     */
    public AppReviews(
            AppStore apps, ReviewStore reviews, ReviewNotices notices, Transactions transactions, PlatformClock clock) {
        this.apps = apps;
        this.reviews = reviews;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An app with its review, as operators see it.
     *
     * @param app as it is live
     * @param review what is asked, and what was decided last
     */
    public record Submission(App app, AppReview review) {

        /** Returns what an approved app shall become; empty if the whole app is to be judged, or nothing waits. */
        public List<ReviewDifference> differences() {
            return ReviewDifference.of(app, review.pending());
        }
    }

    /**
     * Returns the review of an app.
     *
     * @param app the app
     * @return what is asked, and what was decided last; nothing of either for apps that were never submitted
     */
    public AppReview of(App app) {
        return reviews.find(app.id()).orElseGet(() -> AppReview.none(app.id()));
    }

    /**
     * Returns what an approved app shall become.
     *
     * @param app the app
     * @return null if it stays as it is
     */
    public @Nullable CriticalChange pending(App app) {
        return app.review() == ReviewState.APPROVED ? of(app).pending() : null;
    }

    /**
     * Returns an app as its developer wants it: what they edit is this, not what is live.
     *
     * @param app as it is live
     * @return the app with what is pending
     */
    public App wanted(App app) {
        CriticalChange pending = pending(app);
        return pending == null
                ? app
                : app.with().access(pending.of(app.access())).build();
    }

    /**
     * Asks operators to look at an app. For an approved app with a pending change, which waits already, it says why.
     *
     * @param app the app
     * @param note what the developer wants to tell them, possibly empty
     * @param actor who asks
     * @return the review
     * @throws AppRefusedException {@code invalid_fields} with everything that is missing, {@code already_submitted}, {@code
     *     nothing_to_review}, {@code app_revoked}
     */
    public AppReview submit(App app, String note, Actor actor) {
        String asked = clean(note);
        return transactions.inTransaction(() -> {
            App held = hold(app.id());
            AppReview before = of(held);
            CriticalChange pending = pendingOrAbsent(held, before);
            List<FieldError> missing = ReviewChecklist.missing(held);
            if (!missing.isEmpty()) {
                throw AppRefusedException.invalidFields(missing);
            }
            AppReview asking = before.submitted(asked, pending, clock.instant());
            reviews.submit(asking);
            App changed = write(held, pending == null ? ReviewState.SUBMITTED : ReviewState.APPROVED);
            notices.changed(changed, actor, OAuthAction.REVIEW_SUBMITTED, Map.of());
            return asking;
        });
    }

    private static @Nullable CriticalChange pendingOrAbsent(App app, AppReview review) {
        if (app.review() == ReviewState.SUBMITTED) {
            throw new AppRefusedException(AppRefusal.ALREADY_SUBMITTED);
        }
        if (app.review() == ReviewState.APPROVED && review.pending() == null) {
            throw new AppRefusedException(AppRefusal.NOTHING_TO_REVIEW);
        }
        return review.pending();
    }

    /**
     * Takes an app, or a pending change of an approved one, back from the review.
     *
     * @param app the app
     * @param actor who does it
     * @return the review
     * @throws AppRefusedException {@code not_submitted}, {@code app_revoked}
     */
    public AppReview withdraw(App app, Actor actor) {
        return transactions.inTransaction(() -> {
            App held = hold(app.id());
            if (!reviews.withdraw(held.id())) {
                throw new AppRefusedException(AppRefusal.NOT_SUBMITTED);
            }
            boolean approved = held.review() == ReviewState.APPROVED;
            App changed = write(held, approved ? ReviewState.APPROVED : ReviewState.NONE);
            notices.changed(changed, actor, OAuthAction.REVIEW_WITHDRAWN, Map.of());
            return of(changed);
        });
    }

    /**
     * Lists what waits for a decision, those submitted first first.
     *
     * @param after the last app of the page before; null for the first page
     * @param limit the most entries
     * @return the apps
     */
    public List<Submission> waiting(@Nullable AppId after, int limit) {
        AppReview last = after == null
                ? null
                : reviews.find(after)
                        .filter(review -> review.submittedAt() != null)
                        .orElse(null);
        return reviews.waiting(last, limit).stream()
                .flatMap(review -> apps.find(review.app()).map(app -> new Submission(app, review)).stream())
                .toList();
    }

    /**
     * Finds an app with its review.
     *
     * @param app the app
     * @return empty if there is no such app
     */
    public Optional<Submission> find(AppId app) {
        return apps.find(app).map(found -> new Submission(found, of(found)));
    }

    /**
     * Approves an app; a pending change becomes live in the same moment.
     *
     * @param app the app
     * @param comment for the developer, possibly empty
     * @param seen the version of the app that the operator looked at; null if they do not say
     * @param actor who decides
     * @return the approved app
     * @throws AppRefusedException {@code not_submitted}, {@code already_decided}, {@code stale_version}, {@code app_revoked},
     *     {@code invalid_fields}
     */
    public App approve(AppId app, String comment, @Nullable Long seen, Actor actor) {
        return decide(app, clean(comment), seen, actor, OAuthAction.REVIEW_APPROVED, AppReviews::approved);
    }

    /**
     * Rejects an app, or a pending change of an approved one, which stays approved as it is.
     *
     * @param app the app
     * @param comment for the developer: what is wrong
     * @param seen the version of the app that the operator looked at; null if they do not say
     * @param actor who decides
     * @return the app
     * @throws AppRefusedException {@code invalid_fields} without comment, {@code not_submitted}, {@code already_decided},
     *     {@code stale_version}, {@code app_revoked}
     */
    public App reject(AppId app, String comment, @Nullable Long seen, Actor actor) {
        String why = clean(comment);
        if (why.isEmpty()) {
            throw refused(AppFieldCode.COMMENT_REQUIRED);
        }
        return decide(app, why, seen, actor, OAuthAction.REVIEW_REJECTED, AppReviews::rejected);
    }

    private static App.Builder approved(Submission submission) {
        CriticalChange change = submission.review().pending();
        App app = submission.app();
        App.Builder approved = app.with().review(ReviewState.APPROVED);
        return change == null ? approved : approved.access(change.of(app.access()));
    }

    private static App.Builder rejected(Submission submission) {
        App app = submission.app();
        return app.review() == ReviewState.APPROVED ? app.with() : app.with().review(ReviewState.REJECTED);
    }

    private App decide(
            AppId id,
            String comment,
            @Nullable Long seen,
            Actor actor,
            OAuthAction action,
            Function<Submission, App.Builder> outcome) {
        return transactions.inTransaction(() -> {
            App held = hold(id);
            AppReview asked = of(held);
            if (!reviews.decide(id, comment, clock.instant())) {
                throw new AppRefusedException(
                        asked.decidedAt() == null || held.review() == ReviewState.NONE
                                ? AppRefusal.NOT_SUBMITTED
                                : AppRefusal.ALREADY_DECIDED);
            }
            if (seen != null && seen != held.version()) {
                throw new AppRefusedException(AppRefusal.STALE_VERSION);
            }
            App changed = write(
                    outcome.apply(new Submission(held, asked)).nextVersion().build());
            notices.decided(held, changed, asked.pending(), actor, action, comment);
            return changed;
        });
    }

    private App hold(AppId id) {
        App held = apps.hold(id).orElseThrow(() -> new AppRefusedException(AppRefusal.NOT_SUBMITTED));
        if (held.status() == AppStatus.REVOKED) {
            throw new AppRefusedException(AppRefusal.APP_REVOKED);
        }
        return held;
    }

    private App write(App held, ReviewState state) {
        return write(held.with().review(state).nextVersion().build());
    }

    private App write(App changed) {
        if (!apps.review(changed)) {
            // Whoever edits an app does not hold it, but its version.
            throw new AppRefusedException(AppRefusal.STALE_VERSION);
        }
        return changed;
    }

    private String clean(String written) {
        String clean = AppTexts.cleanDescription(written);
        if (clean.codePointCount(0, clean.length()) > AppReview.MAX_TEXT) {
            throw refused(AppFieldCode.COMMENT_TOO_LONG);
        }
        return clean;
    }

    private AppRefusedException refused(AppFieldCode code) {
        return AppRefusedException.invalidField(COMMENT, code, text.of("refused." + code.wireName()));
    }
}
