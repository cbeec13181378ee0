package dev.drawbridge.core.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ShiftableClock;
import dev.drawbridge.core.internal.memory.MemoryChangeStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
        void worksImmediatelyHereAndAfterAPollThere() {
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
            purge(here);
            assertThat(here.refused(ChangeKind.TOKEN, "t1")).isTrue();
            clock.advance(Duration.ofMinutes(16));
            purge(here);
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
        purge(here);
        assertThat(store.readSince(ChangeStore.START, Instant.EPOCH).changes()).hasSize(1);
    }

    private static void purge(ChangeFeed feed) {
        feed.jobs().stream().filter(job -> job.name().equals("change-purge")).forEach(Job::runOnce);
    }

    @Nested
    class Staleness {

        private final ElapsedClock elapsed = new ElapsedClock();
        private final AtomicBoolean away = new AtomicBoolean();
        private final ChangeFeed feed = new ChangeFeed(new AwayStore(), transactions, elapsed);

        @Test
        void beginsMoreThanAMinuteAfterTheLastRead() {
            assertThat(feed.stale()).isFalse();
            elapsed.nanos += ChangeFeed.MAX_STALENESS.toNanos();
            assertThat(feed.stale()).isFalse();
            elapsed.nanos++;
            assertThat(feed.stale()).isTrue();
        }

        @Test
        void endsWithAReadThatWorks() {
            elapsed.nanos += ChangeFeed.MAX_STALENESS.toNanos() + 1;
            away.set(true);
            assertThatThrownBy(feed::poll).isInstanceOf(IllegalStateException.class);
            assertThat(feed.stale()).isTrue();

            away.set(false);
            feed.poll();
            assertThat(feed.stale()).isFalse();
        }

        @Test
        void countsFromTheBeginningOfAReadThatTakesLong() {
            elapsed.duringRead = ChangeFeed.MAX_STALENESS.toNanos() + 1;
            feed.poll();
            assertThat(feed.stale()).isTrue();
        }

        private final class AwayStore implements ChangeStore {

            @Override
            public void append(Change change) {
                store.append(change);
            }

            @Override
            public ChangeBatch readSince(String position, Instant now) {
                if (away.get()) {
                    throw new IllegalStateException("The database is away");
                }
                elapsed.nanos += elapsed.duringRead;
                return store.readSince(position, now);
            }

            @Override
            public int purge(Instant before, int limit) {
                return store.purge(before, limit);
            }
        }

        private static final class ElapsedClock implements PlatformClock {

            private final PlatformClock system = PlatformClock.system();
            private long nanos;
            private long duringRead;

            @Override
            public Instant instant() {
                return system.instant();
            }

            @Override
            public Instant coordination() {
                return system.coordination();
            }

            @Override
            public long elapsed() {
                return nanos;
            }
        }
    }
}
