package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.CriticalChange;
import dev.drawbridge.oauth.spi.ReviewStore;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ReviewStore} does. */
public abstract class ReviewStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final AppId app = new AppId(Samples.id());

    /** For subclasses. */
    protected ReviewStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract ReviewStore store();

    @Test
    void everythingIsKeptAsItWasSubmitted() {
        AppReview bare = submitted(app, "", null, NOW);
        AppReview full = submitted(
                new AppId(Samples.id()),
                "Ünïcode \uD83D\uDE80\nsecond line",
                new CriticalChange(List.of("https://a.test/cb", "https://b.test/cb"), Scopes.of("tickets.read")),
                NOW);
        AppReview uris =
                submitted(new AppId(Samples.id()), "", new CriticalChange(List.of("https://a.test/cb"), null), NOW);
        AppReview scopes = submitted(
                new AppId(Samples.id()), "", new CriticalChange(null, Scopes.of("jobs.read", "jobs.write")), NOW);

        for (AppReview review : List.of(bare, full, uris, scopes)) {
            assertThat(store().find(review.app())).contains(review);
        }
        assertThat(store().find(new AppId("other"))).isEmpty();
    }

    @Test
    void whatWasSubmittedLastCounts() {
        submitted(app, "first", new CriticalChange(null, Scopes.of("jobs.read")), NOW);

        AppReview second = submitted(app, "second", null, LATER);

        assertThat(store().find(app)).contains(second);
    }

    @Test
    void aDecisionEndsTheSubmissionAndKeepsWhatWasSaid() {
        submitted(app, "note", new CriticalChange(null, Scopes.of("jobs.read")), NOW);

        assertThat(store().decide(app, "comment", LATER)).isTrue();
        assertThat(store().decide(app, "other", LATER)).isFalse();
        assertThat(store().withdraw(app)).isFalse();

        assertThat(store().find(app)).contains(new AppReview(app, false, "note", "comment", NOW, LATER, null));
        assertThat(store().decide(new AppId("other"), "", LATER)).isFalse();
    }

    @Test
    void aWithdrawalForgetsTheSubmissionAndKeepsTheLastDecision() {
        submitted(app, "first", null, NOW);
        store().decide(app, "comment", NOW);
        store().submit(store().find(app).orElseThrow().submitted("second", null, LATER));

        assertThat(store().withdraw(app)).isTrue();
        assertThat(store().withdraw(app)).isFalse();
        assertThat(store().decide(app, "", LATER)).isFalse();

        assertThat(store().find(app)).contains(new AppReview(app, false, "", "comment", null, NOW, null));
    }

    @Test
    void ofFiftyDecisionsAtTheSameTimeOneIsMade() {
        submitted(app, "", null, NOW);

        List<Boolean> outcomes = Race.run(i -> store().decide(app, "comment " + i, LATER));

        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    }

    @Test
    void whatWaitsIsListedInTheOrderOfItsSubmissionPageByPage() {
        AppReview second = submitted(new AppId(Samples.id()), "", null, NOW);
        AppReview third = submitted(new AppId(Samples.id()), "", null, NOW);
        AppReview last = submitted(new AppId(Samples.id()), "", null, LATER);
        AppReview first = submitted(new AppId(Samples.id()), "", null, NOW.minusSeconds(1));
        submitted(app, "", null, NOW);
        store().decide(app, "", LATER);

        assertThat(store().waiting(null, 10)).containsExactly(first, second, third, last);
        assertThat(store().waiting(null, 2)).containsExactly(first, second);
        assertThat(store().waiting(second, 10)).containsExactly(third, last);
        assertThat(store().waiting(last, 10)).isEmpty();
    }

    @Test
    void whatIsForgottenIsGone() {
        submitted(app, "", null, NOW);

        store().forget(app);
        store().forget(new AppId("other"));

        assertThat(store().find(app)).isEmpty();
        assertThat(store().waiting(null, 10)).isEmpty();
    }

    private AppReview submitted(AppId id, String note, @Nullable CriticalChange change, Instant at) {
        AppReview review = AppReview.none(id).submitted(note, change, at);
        store().submit(review);
        return review;
    }
}
