package dev.drawbridge.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the contract of transactions does not cover: tables, and how threads wait for each other. */
class MemoryTransactionsTest {

    private final MemoryTransactions transactions = new MemoryTransactions();
    private final MemoryTable<String, Integer> table = transactions.table();

    @Test
    void everyKindOfChangeIsUndoneInReverse() {
        table.put("kept", 1);
        table.put("removed", 2);
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    table.put("kept", 10);
                    table.put("kept", 11);
                    table.remove("removed");
                    table.insert("inserted", 3);
                    table.put("inserted", 4);
                    table.removeIf(row -> row == 11, 5);
                    throw new IllegalArgumentException("undo");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(table.find("kept")).contains(1);
        assertThat(table.find("removed")).contains(2);
        assertThat(table.find("inserted")).isEmpty();
    }

    @Test
    void aTakenKeyIsNotInsertedAgain() {
        assertThat(table.insert("a", 1)).isTrue();
        assertThat(table.insert("a", 2)).isFalse();
        assertThat(table.find("a")).contains(1);
    }

    @Test
    void rowsComeInTheOrderOfInsertion() {
        for (int i = 9; i >= 0; i--) {
            table.insert("row" + i, i);
        }
        assertThat(table.list(row -> row % 2 == 0)).containsExactly(8, 6, 4, 2, 0);
        assertThat(table.removeIf(row -> row > 4, 2)).isEqualTo(2);
        assertThat(table.list(row -> row > 4)).containsExactly(7, 6, 5);
        assertThat(table.any(row -> row == 9)).isFalse();
    }

    @Test
    void anotherThreadSeesNothingOfAnOpenTransaction() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch asked = new CountDownLatch(1);
            Future<Boolean> seen = transactions.inTransaction(() -> {
                table.put("a", 1);
                Future<Boolean> reading = other.submit(() -> {
                    asked.countDown();
                    return table.find("a").isPresent();
                });
                await(asked);
                table.remove("a");
                return reading;
            });
            assertThat(seen.get(10, TimeUnit.SECONDS)).isFalse();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anActionMayWaitForAThreadThatWantsATransaction() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch done = new CountDownLatch(1);
            transactions.inTransaction(() -> transactions.afterCommit(() -> {
                other.execute(() -> {
                    table.put("a", 1);
                    done.countDown();
                });
                await(done);
            }));
            assertThat(table.find("a")).contains(1);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anActionOfAnotherThreadIsNotTakenForOneOfTheTransaction() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch ran = new CountDownLatch(1);
            transactions.inTransaction(() -> {
                other.execute(() -> transactions.afterCommit(ran::countDown));
                await(ran);
            });
            assertThat(ran.getCount()).isZero();
        } finally {
            other.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
