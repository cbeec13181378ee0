package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@link ChangeStore} promises. That a slow transaction is not lost is tested where there can be one. */
public abstract class ChangeStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final int APPENDS = 20;

    /** For subclasses. */
    protected ChangeStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void aStartReadsAllRowsThatHaveNotExpired() {
        Change live = appended(ChangeKind.GRANT, "live", LATER);
        appended(ChangeKind.TOKEN, "expired", NOW);
        assertThat(changes().readSince(ChangeStore.START, NOW).changes()).containsExactly(live);
    }

    @Test
    void anEmptyFeedHasAPositionToContinueFrom() {
        ChangeBatch nothing = changes().readSince(ChangeStore.START, NOW);
        assertThat(nothing.changes()).isEmpty();
        Change first = appended(ChangeKind.APP, "app", LATER);
        assertThat(changes().readSince(nothing.position(), NOW).changes()).containsExactly(first);
    }

    @Test
    void aReadContinuesWhereTheLastOneEnded() {
        appended(ChangeKind.APP, "first", LATER);
        ChangeBatch first = changes().readSince(ChangeStore.START, NOW);
        Change second = appended(ChangeKind.PLAN, "second", LATER);
        ChangeBatch next = changes().readSince(first.position(), NOW);
        assertThat(next.changes()).containsExactly(second);
        assertThat(changes().readSince(next.position(), NOW).changes()).isEmpty();
    }

    @Test
    void aRowThatIsRolledBackIsNeverRead() {
        assertThatThrownBy(() -> stores().transactions().inTransaction(() -> {
                    appended(ChangeKind.KEY, "gone", LATER);
                    throw new IllegalArgumentException("undo");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        Change kept = appended(ChangeKind.KEY, "kept", LATER);
        assertThat(changes().readSince(ChangeStore.START, NOW).changes()).containsExactly(kept);
    }

    @Test
    void aReaderLosesNoneOfManyParallelRows() {
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Set<String>> seen = Race.of(2, racer -> {
            if (racer == 0) {
                Race.run(writer -> {
                    for (int i = 0; i < APPENDS; i++) {
                        appended(ChangeKind.TOKEN, writer + "-" + i, LATER);
                    }
                    return writer;
                });
                writing.set(false);
                return Set.of();
            }
            return readWhile(writing);
        });
        assertThat(seen.get(1)).hasSize(Race.THREADS * APPENDS);
    }

    @Test
    void aPurgeDeletesWhatExpiredInBatches() {
        for (int i = 0; i < 3; i++) {
            appended(ChangeKind.TOKEN, "expired-" + i, NOW);
        }
        Change live = appended(ChangeKind.TOKEN, "live", LATER);
        Instant before = NOW.plusSeconds(1);
        assertThat(changes().purge(before, 2)).isEqualTo(2);
        assertThat(changes().purge(before, 2)).isEqualTo(1);
        assertThat(changes().purge(before, 2)).isZero();
        assertThat(changes().readSince(ChangeStore.START, Instant.EPOCH).changes())
                .containsExactly(live);
    }

    private Set<String> readWhile(AtomicBoolean writing) {
        Set<String> keys = new HashSet<>();
        String position = ChangeStore.START;
        boolean last = false;
        while (!last) {
            // Asked before the read: the read after the last write must still happen.
            last = !writing.get();
            ChangeBatch batch = changes().readSince(position, NOW);
            batch.changes().forEach(change -> keys.add(change.key()));
            position = batch.position();
        }
        return keys;
    }

    private ChangeStore changes() {
        return stores().changes();
    }

    private Change appended(ChangeKind kind, String key, Instant expiresAt) {
        Change change = new Change(kind, key, expiresAt);
        changes().append(change);
        return change;
    }
}
