package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what operators are asked to look at. Every verb is atomic and says what happened; implementations are thread-safe and
 * join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread. Whoever writes holds the app first.
 */
public interface ReviewStore {

    /**
     * Finds the review of an app.
     *
     * @param app the app
     * @return empty if the app was never submitted
     */
    Optional<AppReview> find(AppId app);

    /**
     * Asks for a decision, instead of what was there about the app.
     *
     * @param review waits for a decision
     */
    void submit(AppReview review);

    /**
     * Takes it back: nothing waits, nothing is pending.
     *
     * @param app the app
     * @return true if it was waiting
     */
    boolean withdraw(AppId app);

    /**
     * Decides: nothing waits, nothing is pending. Of several who decide at the same time one does.
     *
     * @param app the app
     * @param comment what the operator wrote
     * @param at when
     * @return true if it was waiting
     */
    boolean decide(AppId app, String comment, Instant at);

    /**
     * Lists what waits for a decision, those submitted first first.
     *
     * @param after the last one of the page before; null for the first page
     * @param limit the most rows
     * @return the reviews
     */
    List<AppReview> waiting(@Nullable AppReview after, int limit);

    /**
     * Forgets everything about an app.
     *
     * @param app the app
     */
    void forget(AppId app);
}
