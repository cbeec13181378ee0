package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an exception of the driver means.
 *
 * <p>What it returns may be logged: drivers put values into their messages (a duplicate key, a row that violates a
 * constraint, the whole of a parameter that is too long), so only the SQLSTATE, our own SQL with its placeholders, and the
 * stack trace are kept.
 */
public final class DatabaseFailures {

    /**
     * The connection, or the server behind it, is of no use: connection exceptions (08), insufficient resources (53), a
     * server that shuts down, starts or dropped the database (57P01 to 57P04), an I/O error of the server (58030), a server
     * that became read-only (25006).
     */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P04", "58030", "25006");

    private static final Set<String> LOST_CLASSES = Set.of("08", "53");

    /**
     * Statement timeout (57014), lock timeouts (55P03, HYT00), deadlock (40P01) and serialization failure (40001); H2:
     * connection broken, database closed, closing or read-only, an I/O error of its file.
     */
    private static final Set<String> UNAVAILABLE =
            Set.of("57014", "55P03", "HYT00", "40P01", "40001", "90067", "90098", "90121", "90097", "90028", "90031");

    /** 23505: a unique key or primary key is violated. */
    private static final String DUPLICATE = "23505";

    private static final int MOST_SQL = 300;

    private DatabaseFailures() {}

    /** Returns what stores throw for an exception of the driver or of Jdbi. */
    public static RuntimeException of(Exception failure) {
        SQLException cause = sqlCause(failure);
        if (failure instanceof ConnectionException || (cause != null && unavailable(cause))) {
            return new StoreUnavailableException(
                    "The database did not respond" + state(cause), withoutMessage(failure, cause));
        }
        if (cause == null && !(failure instanceof JdbiException) && failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new StoreFailedException(
                "The database refused a statement" + state(cause) + sql(failure), withoutMessage(failure, cause));
    }

    /** Tells whether a statement failed because a row of the same key exists. */
    static boolean duplicate(Exception failure) {
        SQLException cause = sqlCause(failure);
        return cause != null && DUPLICATE.equals(cause.getSQLState());
    }

    /** Tells whether other statements on the same connection will fail, too, so that it must not serve again. */
    static boolean connectionLost(Exception failure) {
        SQLException cause = sqlCause(failure);
        String state = cause == null ? null : cause.getSQLState();
        return state != null && (LOST.contains(state) || LOST_CLASSES.stream().anyMatch(state::startsWith));
    }

    /** The SQLSTATE, or an empty text. */
    static String sqlState(Exception failure) {
        SQLException cause = sqlCause(failure);
        String state = cause == null ? null : cause.getSQLState();
        return state == null ? "" : state;
    }

    private static boolean unavailable(SQLException cause) {
        String state = cause.getSQLState();
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLTimeoutException
                || (state != null && (UNAVAILABLE.contains(state) || connectionLost(cause)));
    }

    private static SQLException withoutMessage(Exception failure, @Nullable SQLException cause) {
        Throwable origin = cause == null ? failure : cause;
        SQLException bare = new SQLException(
                origin.getClass().getName(),
                cause == null ? null : cause.getSQLState(),
                cause == null ? 0 : cause.getErrorCode());
        bare.setStackTrace(origin.getStackTrace());
        return bare;
    }

    private static String state(@Nullable SQLException cause) {
        return cause == null || cause.getSQLState() == null ? "" : " (SQLSTATE " + cause.getSQLState() + ")";
    }

    // Values are bound, never written into the SQL.
    private static String sql(Exception failure) {
        return Stream.iterate((Throwable) failure, it -> it != null, Throwable::getCause)
                .filter(StatementException.class::isInstance)
                .map(it -> ((StatementException) it).getStatementContext())
                .filter(context -> context != null && context.getRawSql() != null)
                .findFirst()
                .map(context -> ": " + shortened(context.getRawSql()))
                .orElse("");
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= MOST_SQL ? line : line.substring(0, MOST_SQL) + "...";
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
