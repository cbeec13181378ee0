package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a developer asked the host's operators to look at, and what those said last. {@link
 * dev.drawbridge.core.spi.app.App#review()} has the result.
 *
 * @param app the app
 * @param waiting whether a decision is to be made
 * @param note what the developer wrote, up to 1,000 code points, possibly empty
 * @param comment what the operator wrote when they decided last, up to 1,000 code points, possibly empty
 * @param submittedAt when the developer asked; null if they withdrew
 * @param decidedAt when an operator decided last; null if nobody ever did
 * @param pending what an approved app shall become; null if it is not approved or stays as it is
 */
public record AppReview(
        AppId app,
        boolean waiting,
        String note,
        String comment,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable CriticalChange pending) {

    /** The longest note and comment, in code points. */
    public static final int MAX_TEXT = 1_000;

    /**
     * Returns what is known of an app that was never submitted.
     *
     * @param app the app
     * @return nothing is waiting
     */
    public static AppReview none(AppId app) {
        return new AppReview(app, false, "", "", null, null, null);
    }

    /**
     * Returns this review as it waits for the operators.
     *
     * @param asked what the developer wrote
     * @param change what an approved app shall become; null for a whole app
     * @param at when
     * @return the review that waits for a decision
     */
    public AppReview submitted(String asked, @Nullable CriticalChange change, Instant at) {
        return new AppReview(app, true, asked, comment, at, decidedAt, change);
    }
}
