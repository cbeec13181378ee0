package dev.drawbridge.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.time.ShiftableClock;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

    private final MemoryTransactions transactions = new MemoryTransactions();
    private final MemoryChangeStore store = new MemoryChangeStore(transactions);
    private final ShiftableClock clock = new ShiftableClock(PlatformClock.system());
    private final ChangeFeed here = new ChangeFeed(store, transactions, clock);
    private final ChangeFeed there = new ChangeFeed(store, transactions, clock);
    private final Instant inAnHour = clock.instant().plus(Duration.ofHours(1));

    @Nested
    class Refusing {

        @Test
        void worksAtOnceHereAndAfterAPollThere() {
            here.refuse(ChangeKind.GRANT, "g1", inAnHour);
            assertThat(here.refused(ChangeKind.GRANT, "g1")).isTrue();
            assertThat(there.refused(ChangeKind.GRANT, "g1")).isFalse();
            there.poll();
            assertThat(there.refused(ChangeKind.GRANT, "g1")).isTrue();
        }

        @Test
        void waitsForTheCommit() {
            transactions.inTransaction(() -> {
                here.refuse(ChangeKind.TOKEN, "t1", inAnHour);
                assertThat(here.refused(ChangeKind.TOKEN, "t1")).isFalse();
            });
            assertThat(here.refused(ChangeKind.TOKEN, "t1")).isTrue();
        }

        @Test
        void neverHappensAfterARollback() {
            assertThatThrownBy(() -> transactions.inTransaction(() -> {
                        here.refuse(ChangeKind.TOKEN, "t1", inAnHour);
                        throw new IllegalArgumentException("undo");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            here.poll();
            there.poll();
            assertThat(here.refused(ChangeKind.TOKEN, "t1")).isFalse();
            assertThat(there.refused(ChangeKind.TOKEN, "t1")).isFalse();
        }

        @Test
        void isKnownToANodeThatStartsLater() {
            here.refuse(ChangeKind.FAMILY, "f1", inAnHour);
            assertThat(new ChangeFeed(store, transactions, clock).refused(ChangeKind.FAMILY, "f1"))
                    .isTrue();
        }

        @Test
        void concernsOneKindOnly() {
            here.refuse(ChangeKind.TOKEN, "x", inAnHour);
            assertThat(here.refused(ChangeKind.FAMILY, "x")).isFalse();
            assertThat(here.refused(ChangeKind.GRANT, "x")).isFalse();
        }

        @Test
        void lastsUntilTheLaterOfTwoEnds() {
            here.refuse(ChangeKind.TOKEN, "t1", inAnHour);
            here.refuse(ChangeKind.TOKEN, "t1", inAnHour.minusSeconds(1_800));
            clock.advance(Duration.ofMinutes(45));
            here.purge();
            assertThat(here.refused(ChangeKind.TOKEN, "t1")).isTrue();
            clock.advance(Duration.ofMinutes(16));
            here.purge();
            assertThat(here.refused(ChangeKind.TOKEN, "t1")).isFalse();
        }
    }

    @Nested
    class Dropping {

        private final List<String> dropped = new ArrayList<>();

        @Test
        void reachesSubscribersOfTheKindOnEveryNode() {
            here.onDrop(ChangeKind.APP, dropped::add);
            there.onDrop(ChangeKind.APP, key -> dropped.add("there " + key));
            there.onDrop(ChangeKind.PLAN, key -> dropped.add("plan " + key));
            here.drop(ChangeKind.APP, "a1");
            assertThat(dropped).containsExactly("a1");
            there.poll();
            assertThat(dropped).containsExactly("a1", "there a1");
        }

        @Test
        void waitsForTheCommitAndNeverComesAfterARollback() {
            here.onDrop(ChangeKind.USER, dropped::add);
            transactions.inTransaction(() -> {
                here.drop(ChangeKind.USER, "u1");
                assertThat(dropped).isEmpty();
            });
            assertThat(dropped).containsExactly("u1");
            assertThatThrownBy(() -> transactions.inTransaction(() -> {
                        here.drop(ChangeKind.USER, "u2");
                        throw new IllegalArgumentException("undo");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(dropped).containsExactly("u1");
        }
    }

    @Test
    void aShiftedClockOfOneNodeDeletesNoRowThatOthersNeed() {
        here.refuse(ChangeKind.GRANT, "g1", inAnHour);
        clock.advance(Duration.ofHours(2));
        here.purge();
        assertThat(store.readSince(ChangeStore.START, Instant.EPOCH).changes()).hasSize(1);
    }

    @Test
    void aFreshFeedIsNotStale() {
        assertThat(here.stale()).isFalse();
    }
}
