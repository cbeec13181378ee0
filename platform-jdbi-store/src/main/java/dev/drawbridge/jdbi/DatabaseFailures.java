package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells what an exception of the driver means. */
final class DatabaseFailures {

    /** The SQL standard's class of connection exceptions. */
    private static final String CONNECTION_CLASS = "08";

    /**
     * Shutting down or starting (57P0x), too many connections (53300), statement timeout (57014), lock timeouts (55P03,
     * HYT00), deadlock (40P01) and serialization failure (40001); H2: connection broken, database closed or closing.
     */
    private static final Set<String> UNAVAILABLE = Set.of(
            "57P01", "57P02", "57P03", "53300", "57014", "55P03", "HYT00", "40P01", "40001", "90067", "90098", "90121");

    /** 23505: a unique key or primary key stands in the way. */
    private static final String DUPLICATE = "23505";

    private DatabaseFailures() {}

    /** Returns what stores throw for an exception of the driver or of Jdbi. */
    static RuntimeException of(Exception failure) {
        SQLException cause = sqlCause(failure);
        if (failure instanceof ConnectionException || (cause != null && unavailable(cause))) {
            return new StoreUnavailableException("The database did not answer", failure);
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    /** Tells whether a statement failed because a row of the same key exists. */
    static boolean duplicate(Exception failure) {
        SQLException cause = sqlCause(failure);
        return cause != null && DUPLICATE.equals(cause.getSQLState());
    }

    private static boolean unavailable(SQLException cause) {
        String state = cause.getSQLState();
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLTimeoutException
                || (state != null && (state.startsWith(CONNECTION_CLASS) || UNAVAILABLE.contains(state)));
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
