package dev.drawbridge.examples.host;

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

    /** The host's tables could not be reached. */
    static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unavailable(SQLException cause) {
            super("The host's database does not answer", cause);
        }
    }

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
            throw new Unavailable(e);
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
            throw new Unavailable(e);
        }
    }

    static int update(Connection connection, String statement, Object... arguments) {
        try (PreparedStatement prepared = prepare(connection, statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new Unavailable(e);
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
            throw new Unavailable(e);
        }
    }
}
