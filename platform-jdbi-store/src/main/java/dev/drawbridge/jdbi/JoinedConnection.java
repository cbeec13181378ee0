package dev.drawbridge.jdbi;

import dev.drawbridge.jdbi.internal.sql.DatabaseFailures;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * An open connection of the host, on which the platform writes within the host's own transaction. Made by {@link
 * JdbiStores#join}; not thread-safe, like the connection itself.
 *
 * <p>It is for {@code Platform.publish}, so that an event is kept if and only if the change is that it tells of:
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * updateInvoice(connection, invoice);
 * stores.join(connection).run(() -> platform.publish("invoice.paid", company, data));
 * connection.commit();
 * }</pre>
 *
 * <p>The host commits or rolls back. The platform cannot know when, so what it would do right after a commit is left out:
 * the deliveries begin when the next poll finds the event, within a second or so.
 */
public final class JoinedConnection {

    private final JdbiTransactions transactions;
    private final Connection connection;

    JoinedConnection(JdbiTransactions transactions, Connection connection) {
        this.transactions = transactions;
        this.connection = connection;
    }

    /**
     * Runs work whose writes go to this connection, on this thread.
     *
     * @param work what to do, usually one {@code publish}
     * @throws IllegalStateException if the connection commits by itself, or this thread is already in a transaction of the
     *     platform
     */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Runs work whose writes go to this connection, on this thread.
     *
     * @param work what to do
     * @param <T> what it returns
     * @return what the work returned
     * @throws IllegalStateException if the connection commits by itself, or this thread is already in a transaction of the
     *     platform
     */
    public <T> T call(Supplier<T> work) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "The connection commits every statement by itself; call setAutoCommit(false)"
                                + " and commit after the change and its event");
            }
        } catch (SQLException e) {
            throw DatabaseFailures.of(e);
        }
        return transactions.onConnection(connection, work);
    }
}
