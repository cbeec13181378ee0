package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.jdbi.SchemaMode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A database that has the tables of the stores.
 *
 * @param transactions its transactions
 * @param dialect what differs between the databases
 */
public record Database(JdbiTransactions transactions, Dialect dialect) {

    /**
     * Opens a database.
     *
     * @param dataSource a pool of the host
     * @param mode what to do about the tables
     * @return the database
     */
    public static Database open(DataSource dataSource, SchemaMode mode) {
        StartChecks.library();
        Jdbi jdbi = StoreJdbi.on(dataSource);
        try {
            Dialect dialect = jdbi.withHandle(Database::detect);
            new Schema(jdbi, dialect).apply(mode);
            dialect.limitStatements(jdbi);
            return new Database(new JdbiTransactions(jdbi), dialect);
        } catch (JdbiException | SQLException e) {
            throw StartChecks.explained(e);
        }
    }

    /**
     * Returns the SQL that makes the tables that are missing.
     *
     * @param dataSource a pool of the host
     * @return one script; empty if no table is missing
     */
    public static String missingSchema(DataSource dataSource) {
        StartChecks.library();
        Jdbi jdbi = StoreJdbi.on(dataSource);
        try {
            return new Schema(jdbi, jdbi.withHandle(Database::detect)).missingSql();
        } catch (JdbiException | SQLException e) {
            throw StartChecks.explained(e);
        }
    }

    /**
     * Returns the SQL that makes all tables.
     *
     * @param dialect the name of a database
     * @return one script
     * @throws IllegalArgumentException for a database that is not supported
     */
    public static String schema(String dialect) {
        return Stream.of(new H2Dialect(), new PostgresDialect())
                .filter(known -> known.name().equals(dialect))
                .findFirst()
                .map(Schema::script)
                .orElseThrow(() -> new IllegalArgumentException("The dialect is postgresql or h2: " + dialect));
    }

    private static Dialect detect(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        DatabaseMetaData database = connection.getMetaData();
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            throw StartChecks.refused(
                    "Use the isolation level READ COMMITTED for the data source; the statements count on it.");
        }
        String product = database.getDatabaseProductName();
        switch (product) {
            case "H2" -> {
                StartChecks.h2(connection);
                H2Dialect dialect = new H2Dialect();
                dialect.warnOfLostWrites(handle, database.getURL());
                return dialect;
            }
            case "PostgreSQL" -> {
                if (database.getDatabaseMajorVersion() < PostgresDialect.MIN_VERSION) {
                    throw StartChecks.refused("This is PostgreSQL " + database.getDatabaseProductVersion() + "; use "
                            + PostgresDialect.MIN_VERSION + " or newer.");
                }
                StartChecks.postgres(handle);
                return new PostgresDialect();
            }
            default ->
                throw StartChecks.refused("The database is " + product + "; use H2 2 or PostgreSQL 14 or newer.");
        }
    }
}
