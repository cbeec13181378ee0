package dev.drawbridge.examples.host;

import dev.drawbridge.jdbi.JdbiStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** The few lines of JDBC that the host's own tables need. Thread-safe. */
final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final int PROBE_MILLIS = 2_000;

    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    <T> List<T> query(String statement, Row<T> row, Object... arguments) {
        return withConnection(connection -> query(connection, statement, row, arguments));
    }

    int update(String statement, Object... arguments) {
        return withConnection(connection -> update(connection, statement, arguments));
    }

    /** Tells whether the database would take a write; waits for a silent one for a moment only. */
    boolean writable() {
        return withConnection(connection -> {
            try {
                connection.setNetworkTimeout(Runnable::run, PROBE_MILLIS);
                return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                        ? query(connection, "show transaction_read_only", row -> row.getString(1))
                                .contains("off")
                        : !connection.isReadOnly();
            } catch (SQLException e) {
                throw JdbiStores.failure(e);
            }
        });
    }

    /** Runs the work in one transaction of its own connection. */
    <T> T inTransaction(Function<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.apply(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw JdbiStores.failure(e);
        }
    }

    static <T> List<T> query(Connection connection, String statement, Row<T> row, Object... arguments) {
        try (PreparedStatement prepared = prepare(connection, statement, arguments);
                ResultSet rows = prepared.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(row.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw JdbiStores.failure(e);
        }
    }

    static int update(Connection connection, String statement, Object... arguments) {
        try (PreparedStatement prepared = prepare(connection, statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw JdbiStores.failure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String statement, Object... arguments)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i] instanceof Instant instant ? Timestamp.from(instant) : arguments[i];
            prepared.setObject(i + 1, argument);
        }
        return prepared;
    }

    private <T> T withConnection(Function<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw JdbiStores.failure(e);
        }
    }
}
