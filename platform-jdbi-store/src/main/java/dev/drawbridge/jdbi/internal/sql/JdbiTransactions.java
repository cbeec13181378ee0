package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.internal.transaction.NestedWork;
import dev.drawbridge.core.spi.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of the JDBI stores, bound to the thread. Thread-safe.
 *
 * <p>Every verb of a store gets its handle from {@link #withHandle}: inside {@link #inTransaction} that is the thread's own,
 * otherwise a short-lived one. A verb of several statements wraps itself in {@link #inTransaction}.
 */
public final class JdbiTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(JdbiTransactions.class);

    private final Jdbi jdbi;
    private final ThreadLocal<@Nullable Unit> current = new ThreadLocal<>();

    public JdbiTransactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        Unit unit = current.get();
        return unit == null ? outermost(work) : unit.nested.join(work);
    }

    @Override
    public void afterCommit(Runnable action) {
        Unit unit = current.get();
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit.add(action);
        }
    }

    /** Tells whether the thread is in a transaction. */
    boolean isOpen() {
        return current.get() != null;
    }

    /** Runs one verb on the thread's handle, or on its own one if the thread is in no transaction. */
    public <T extends @Nullable Object> T withHandle(Function<Handle, T> verb) {
        Unit unit = current.get();
        try {
            return unit == null ? alone(verb) : verb.apply(unit.handle);
        } catch (JdbiException e) {
            if (unit != null && unit.opened) {
                LostConnections.giveUp(unit.handle, e);
            }
            throw DatabaseFailures.of(e);
        }
    }

    /** Runs one statement and returns how many rows it changed. */
    public int change(String statement, UnaryOperator<Update> bindings) {
        return withHandle(
                handle -> bindings.apply(handle.createUpdate(statement)).execute());
    }

    /** Runs one statement that changes at most one row, and tells whether it did. */
    public boolean changesOne(String statement, UnaryOperator<Update> bindings) {
        return change(statement, bindings) == 1;
    }

    /** Lists the one column of a query, each text made a value. */
    public <V> List<V> listValues(String query, UnaryOperator<Query> bindings, Function<String, V> value) {
        return withHandle(handle -> bindings.apply(handle.createQuery(query))
                .mapTo(String.class)
                .map(value)
                .list());
    }

    /** Like {@link #withHandle}, for verbs that return nothing. */
    public void useHandle(Consumer<Handle> verb) {
        withHandle(handle -> {
            verb.accept(handle);
            return Boolean.TRUE;
        });
    }

    /**
     * Runs work on a transaction of somebody else. It neither commits nor rolls back, and what waits for the commit is
     * dropped: nobody tells when it comes.
     */
    public <T> T onConnection(Connection connection, Supplier<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("This thread is already in a transaction of the platform");
        }
        try (Handle handle = StoreJdbi.on(connection).open()) {
            Unit unit = new Unit(handle, false);
            current.set(unit);
            T result = work.get();
            unit.nested.requireWhole();
            return result;
        } catch (JdbiException e) {
            throw DatabaseFailures.of(e);
        } finally {
            current.remove();
        }
    }

    private <T> T outermost(Supplier<T> work) {
        List<Runnable> actions = new ArrayList<>();
        T result;
        try (Handle handle = jdbi.open()) {
            Unit unit = new Unit(handle, actions, true);
            current.set(unit);
            handle.begin();
            result = committed(unit, work);
        } catch (JdbiException e) {
            throw DatabaseFailures.of(e);
        } finally {
            current.remove();
        }
        // The connection is back in the pool, so an action may open a transaction of its own.
        actions.forEach(JdbiTransactions::perform);
        return result;
    }

    private static <T> T committed(Unit unit, Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            unit.nested.requireWhole();
            commit(unit.handle);
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(unit.handle);
            }
        }
    }

    private static void commit(Handle handle) {
        try {
            handle.commit();
        } catch (JdbiException e) {
            LostConnections.giveUp(handle, e);
            throw e;
        }
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (JdbiException e) {
            // The exception that led here says more; a broken connection rolls back by itself.
            LOG.debug("Rolling back failed: {}", DatabaseFailures.sqlState(e));
        }
    }

    private static void perform(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The work is kept; its caller must not believe otherwise.
            LOG.error("An action after a commit failed", e);
        }
    }

    private <T extends @Nullable Object> T alone(Function<Handle, T> verb) {
        try (Handle handle = jdbi.open()) {
            return alone(handle, verb);
        } catch (SQLException e) {
            throw DatabaseFailures.of(e);
        }
    }

    private static <T extends @Nullable Object> T alone(Handle handle, Function<Handle, T> verb) throws SQLException {
        try {
            if (handle.getConnection().getAutoCommit()) {
                return verb.apply(handle);
            }
            // A pool without auto-commit: nobody else would commit the statement.
            handle.begin();
            return committed(new Unit(handle, true), () -> verb.apply(handle));
        } catch (JdbiException | SQLException e) {
            LostConnections.giveUp(handle, e);
            throw e;
        }
    }

    /** The transaction of a thread. */
    private static final class Unit {

        private final Handle handle;
        private final List<Runnable> afterCommit;
        private final boolean opened;
        private final NestedWork nested = new NestedWork();

        Unit(Handle handle, boolean opened) {
            this(handle, new ArrayList<>(), opened);
        }

        Unit(Handle handle, List<Runnable> afterCommit, boolean opened) {
            this.handle = handle;
            this.afterCommit = afterCommit;
            this.opened = opened;
        }
    }
}
