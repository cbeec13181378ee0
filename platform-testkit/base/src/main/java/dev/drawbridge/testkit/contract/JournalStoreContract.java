package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalQuery.Filter;
import dev.drawbridge.core.spi.store.JournalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link JournalStore} promises. */
public abstract class JournalStoreContract {

    private static final int THREADS = 20;
    private static final Instant NOW = Samples.NOW;
    private static final Instant CLAIMED = NOW.plus(Duration.ofMinutes(5));
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    /** For subclasses. */
    protected JournalStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void givesBackEveryField() {
        JournalEntry full = new JournalEntry(
                Samples.id(),
                Samples.NOW,
                "developer",
                "dev_1",
                "app.created",
                "app",
                "app_1",
                "2001:db8::1",
                "req-1",
                Map.of("name", "\"Rocket\" \uD83D\uDE80", "empty", ""));
        stores().journal().append(full, null);
        assertThat(stores().journal().about("app", "app_1", 10)).containsExactly(full);
    }

    @Test
    void listsTheNewestAboutATargetFirst() {
        JournalEntry first = appended("app_1", "app.created");
        appended("app_2", "app.created");
        JournalEntry second = appended("app_1", "app.edited");
        JournalEntry third = appended("app_1", "app.revoked");
        assertThat(stores().journal().about("app", "app_1", 10)).containsExactly(third, second, first);
        assertThat(stores().journal().about("app", "app_1", 2)).containsExactly(third, second);
        assertThat(stores().journal().about("developer", "app_1", 10)).isEmpty();
    }

    @Test
    @Tag("A-117")
    @DisplayName("somebody who left is replaced as actor and as target, and their addresses go")
    void whoLeftIsReplaced() {
        JournalEntry acted = entry("developer", "dev_1", "app", "app_9");
        JournalEntry suffered = entry("operator", "op_1", "developer", "dev_1");
        JournalEntry other = entry("developer", "dev_2", "app", "dev_1");
        List.of(acted, suffered, other).forEach(entry -> stores().journal().append(entry, null));

        stores().journal().pseudonymise(new DeveloperId("dev_1"), "deleted-7");

        assertThat(stores().journal().about("app", "app_9", 10)).singleElement().satisfies(entry -> {
            assertThat(entry.actorId()).isEqualTo("deleted-7");
            assertThat(entry.ip()).isNull();
        });
        assertThat(stores().journal().about("developer", "dev_1", 10)).isEmpty();
        assertThat(stores().journal().about("developer", "deleted-7", 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actorId()).isEqualTo("op_1");
                    assertThat(entry.ip()).isEqualTo("192.0.2.1");
                });
        assertThat(stores().journal().about("app", "dev_1", 10)).containsExactly(other);
        assertThat(stores().journal().list(JournalQuery.ofAccount(new DeveloperId("dev_1"), 10)))
                .isEmpty();
    }

    private static JournalEntry entry(String actorType, String actor, String targetType, String target) {
        return new JournalEntry(
                Samples.id(), NOW, actorType, actor, "a.b", targetType, target, "192.0.2.1", "req", Map.of());
    }

    @Test
    void anEntryIsClaimedAsItWasAppended() {
        JournalEntry due = appended("app_1", "app.created", NOW, NOW);
        appended("app_1", "app.edited", NOW, NOW.plusSeconds(1));
        appended("app_1", "app.revoked", NOW, null);

        assertThat(claim(NOW, CLAIMED)).containsExactly(new ClaimedEntry(due, 1));
    }

    @Test
    void theEarliestAreClaimedFirst() {
        JournalEntry late = appended("app_1", "app.edited", NOW, NOW);
        JournalEntry early = appended("app_1", "app.created", NOW, NOW.minusSeconds(1));

        assertThat(stores().journal().claimDue(NOW, CLAIMED, 1)).containsExactly(new ClaimedEntry(early, 1));
        assertThat(stores().journal().claimDue(NOW, CLAIMED, 1)).containsExactly(new ClaimedEntry(late, 1));
    }

    @Test
    void eachEntryGoesToOneOfManyClaims() {
        for (int i = 0; i < 100; i++) {
            appended("app_" + i, "app.created", NOW, NOW);
        }

        List<List<ClaimedEntry>> claims = Race.of(THREADS, number -> claim(NOW, CLAIMED));

        assertThat(claims.stream()
                        .flatMap(List::stream)
                        .map(claimed -> claimed.entry().id()))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aClaimThatIsNeverReportedComesBack() {
        JournalEntry entry = appended("app_1", "app.created", NOW, NOW);
        claim(NOW, CLAIMED);

        assertThat(claim(CLAIMED.minusMillis(1), LATER)).isEmpty();
        assertThat(claim(CLAIMED, LATER)).containsExactly(new ClaimedEntry(entry, 2));
    }

    @Test
    void whatWasDeliveredIsNeverClaimedAgainAndStaysInTheJournal() {
        JournalEntry entry = appended("app_1", "app.created", NOW, NOW);
        claim(NOW, CLAIMED);

        stores().journal().delivered(entry.id(), 1);
        stores().journal().retryAt(entry.id(), 1, NOW);

        assertThat(claim(LATER, LATER)).isEmpty();
        assertThat(stores().journal().about("app", "app_1", 10)).containsExactly(entry);
    }

    @Test
    void whatIsTriedAgainIsDueThen() {
        JournalEntry entry = appended("app_1", "app.created", NOW, NOW);
        claim(NOW, CLAIMED);

        stores().journal().retryAt(entry.id(), 1, NOW.plusSeconds(10));

        assertThat(claim(NOW.plusSeconds(9), CLAIMED)).isEmpty();
        assertThat(claim(NOW.plusSeconds(10), CLAIMED)).containsExactly(new ClaimedEntry(entry, 2));
    }

    @Test
    void aLateReportOfAnOldClaimChangesNothing() {
        JournalEntry entry = appended("app_1", "app.created", NOW, NOW);
        claim(NOW, CLAIMED);
        claim(CLAIMED, LATER);

        stores().journal().delivered(entry.id(), 1);
        stores().journal().retryAt(entry.id(), 1, NOW);

        assertThat(claim(LATER.minusMillis(1), LATER)).isEmpty();
        assertThat(claim(LATER, LATER)).containsExactly(new ClaimedEntry(entry, 3));
    }

    @Test
    void whatARolledBackTransactionAppendedIsNeverClaimed() {
        assertThatThrownBy(() -> stores().transactions().inTransaction(() -> {
                    appended("app_1", "app.created", NOW, NOW);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(claim(LATER, LATER)).isEmpty();
    }

    @Test
    void thePurgeTakesTheOldestDeliveredOrNot() {
        appended("app_1", "first", NOW, NOW);
        appended("app_1", "second", NOW.plusSeconds(1), null);
        appended("app_1", "third", NOW.plusSeconds(2), null);
        JournalEntry kept = appended("app_1", "fourth", NOW.plusSeconds(3), NOW);

        assertThat(stores().journal().purge(kept.at(), 2)).isEqualTo(2);
        assertThat(stores().journal().about("app", "app_1", 10))
                .extracting(JournalEntry::action)
                .containsExactly("fourth", "third");
        assertThat(stores().journal().purge(kept.at(), 2)).isEqualTo(1);
        assertThat(stores().journal().purge(kept.at(), 2)).isZero();
        assertThat(claim(NOW, CLAIMED)).containsExactly(new ClaimedEntry(kept, 1));
    }

    @Test
    void listsAllNewestFirstInPages() {
        JournalEntry first = appended("app_1", "app.created");
        JournalEntry second = appended("app_2", "app.created");
        JournalEntry third = appended("app_1", "secret.rotated");
        JournalQuery twoAtATime = JournalQuery.all(2);
        assertThat(stores().journal().list(twoAtATime)).containsExactly(third, second);
        assertThat(stores().journal().list(twoAtATime.after(second.id()))).containsExactly(first);
        assertThat(stores().journal().list(twoAtATime.after(first.id()))).isEmpty();
        assertThat(stores().journal().list(twoAtATime.after("unknown"))).isEmpty();
    }

    @Test
    void listsWhatConcernsAnAppWhateverTheTarget() {
        JournalEntry created = appended("app_1", "app.created");
        appended("app_2", "app.created");
        JournalEntry granted =
                written("hostUser", "usr_1", "grant.created", "grant", "grant_1", Map.of("app", "app_1"));
        written("hostUser", "usr_1", "grant.created", "grant", "grant_2", Map.of("app", "app_2"));
        JournalQuery ofApp = JournalQuery.ofApp(new AppId("app_1"), 10);
        assertThat(stores().journal().list(ofApp)).containsExactly(granted, created);
        assertThat(stores().journal().list(ofApp.after(granted.id()))).containsExactly(created);
    }

    @Test
    void listsWhatADeveloperDidAndWhatWasDoneToThem() {
        JournalEntry login = written("developer", "dev_1", "developer.logged_in", "developer", "dev_1", Map.of());
        JournalEntry created = written("developer", "dev_1", "app.created", "app", "app_1", Map.of());
        JournalEntry suspended =
                written("operator", "usr_1", "developer.suspended", "developer", "dev_1", Map.of("reason", "abuse"));
        written("developer", "dev_2", "developer.logged_in", "developer", "dev_2", Map.of());
        assertThat(stores().journal().list(JournalQuery.ofAccount(new DeveloperId("dev_1"), 10)))
                .containsExactly(suspended, created, login);
    }

    @Test
    void listsByActorActionAndTargetTogether() {
        JournalEntry rotated = written("operator", "usr_1", "secret.rotated", "app", "app_1", Map.of());
        JournalEntry ended = written("operator", "usr_1", "secret.ended", "app", "app_1", Map.of());
        written("operator", "usr_2", "secret.rotated", "app", "app_1", Map.of());
        written("operator", "usr_1", "secret.rotated", "app", "app_2", Map.of());
        written("operator", "usr_1", "secretive.rotated", "app", "app_1", Map.of());
        JournalQuery query = JournalQuery.all(10).and(Filter.ACTOR, "usr_1").and(Filter.TARGET, "app_1");
        assertThat(stores().journal().list(query.and(Filter.ACTION, "secret"))).containsExactly(ended, rotated);
        assertThat(stores().journal().list(query.and(Filter.ACTION, "secret.rotated")))
                .containsExactly(rotated);
        assertThat(stores().journal().list(query.and(Filter.ACTION, "secre_"))).isEmpty();
        assertThat(stores().journal().list(query.and(Filter.ACTION, "%"))).isEmpty();
    }

    private JournalEntry written(
            String actorType,
            String actor,
            String action,
            String targetType,
            String target,
            Map<String, String> details) {
        JournalEntry entry =
                new JournalEntry(Samples.id(), NOW, actorType, actor, action, targetType, target, null, null, details);
        stores().journal().append(entry, null);
        return entry;
    }

    private List<ClaimedEntry> claim(Instant now, Instant until) {
        return stores().journal().claimDue(now, until, 100);
    }

    private JournalEntry appended(String app, String action) {
        return appended(app, action, NOW, null);
    }

    private JournalEntry appended(String app, String action, Instant at, @Nullable Instant dueAt) {
        JournalEntry entry =
                new JournalEntry(Samples.id(), at, "system", "system", action, "app", app, null, null, Map.of());
        stores().journal().append(entry, dueAt);
        return entry;
    }
}
