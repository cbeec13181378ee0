package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.testkit.contract.Samples;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The change feed on PostgreSQL, where transactions become visible in another order than they wrote. */
class SlowTransactionTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final Instant NOW = Samples.NOW;
    private static final Change SLOW = new Change(ChangeKind.GRANT, "slow", NOW.plus(Duration.ofHours(1)));
    private static final Change FAST = new Change(ChangeKind.GRANT, "fast", NOW.plus(Duration.ofHours(1)));

    private final CoreStores stores = DATABASE.stores().core();
    private final ChangeStore changes = stores.changes();

    @Test
    void oneThatCommitsBehindAFasterOneIsNotLost() throws Exception {
        try (Connection slow = begun()) {
            DATABASE.stores().join(slow).run(() -> changes.append(SLOW));
            changes.append(FAST);
            ChangeBatch first = changes.readSince(ChangeStore.START, NOW);
            assertThat(first.changes()).containsExactly(FAST);

            slow.commit();
            assertThat(changes.readSince(first.position(), NOW).changes()).containsExactly(SLOW);
        }
    }

    @Test
    void oneThatIsOpenDuringManyReadsIsReadOnceItCommits() throws Exception {
        try (Connection slow = begun()) {
            DATABASE.stores().join(slow).run(() -> changes.append(SLOW));
            ChangeBatch batch = changes.readSince(ChangeStore.START, NOW);
            for (int i = 0; i < 10; i++) {
                changes.append(new Change(ChangeKind.TOKEN, "fast-" + i, FAST.expiresAt()));
                batch = changes.readSince(batch.position(), NOW);
                assertThat(batch.changes()).extracting(Change::key).containsExactly("fast-" + i);
            }
            slow.commit();
            assertThat(changes.readSince(batch.position(), NOW).changes()).containsExactly(SLOW);
        }
    }

    @Test
    void oneThatRollsBackIsNeverRead() throws Exception {
        try (Connection slow = begun()) {
            DATABASE.stores().join(slow).run(() -> changes.append(SLOW));
            ChangeBatch first = changes.readSince(ChangeStore.START, NOW);
            slow.rollback();
            assertThat(changes.readSince(first.position(), NOW).changes()).isEmpty();
        }
    }

    @Test
    void aTransactionReadsItsOwnRowAndOthersReadItAfterTheCommit() {
        Transactions transactions = stores.transactions();
        ChangeBatch own = transactions.inTransaction(() -> {
            changes.append(SLOW);
            return changes.readSince(ChangeStore.START, NOW);
        });
        assertThat(own.changes()).containsExactly(SLOW);
        assertThat(changes.readSince(ChangeStore.START, NOW).changes()).containsExactly(SLOW);
    }

    private static Connection begun() throws Exception {
        Connection connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
