package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.internal.RequiredLibrary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be true of a database before anything is served, and what to do where it is not. */
public final class StartChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);

    private static final String READ_ONLY =
            "The database is read-only. Give the address of the primary server, make its"
                    + " file writable, or set default_transaction_read_only to off.";

    private static final String RIGHTS =
            "The database user may not do what the platform needs. Let it create tables in its"
                    + " schema and read and write them (grant usage, create on schema ... to ...), or run the SQL of"
                    + " JdbiStores.missingSchema as the owner, grant select, insert, update, delete, and start with"
                    + " SchemaMode.VALIDATE.";

    private static final String LOGIN = "The database does not accept the user or the password. Correct them.";

    /** What to do about what a database says when it is first asked. */
    private static final Map<String, String> REMEDIES = Map.of(
            "90020",
            "The file of this H2 database is in use by another process. End that process, or use PostgreSQL, which serves"
                    + " several.",
            "28000",
            LOGIN,
            "28P01",
            LOGIN,
            "3D000",
            "The server does not have this database. Create it: create database ... encoding 'UTF8' template template0.",
            "42501",
            RIGHTS,
            "90096",
            RIGHTS,
            "25006",
            READ_ONLY,
            "90097",
            READ_ONLY);

    private static final RequiredLibrary LIBRARY = new RequiredLibrary(
            "Jdbi",
            "org.jdbi",
            "jdbi3-core",
            "3.45",
            "org.jdbi.v3.core.statement.StatementExceptions",
            "setMessageRendering");

    private StartChecks() {}

    /** Checks the library by which databases are asked. */
    public static void library() {
        LIBRARY.problem().map(StartChecks::refused).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Checks a PostgreSQL database. */
    public static void postgres(Handle handle) throws SQLException {
        String encoding = handle.createQuery("select current_setting('server_encoding')")
                .mapTo(String.class)
                .one();
        if (!encoding.equals("UTF8")) {
            throw refused(
                    "The encoding of the database is " + encoding + ", which cannot keep every name. Create one in"
                            + " UTF-8: create database ... encoding 'UTF8' template template0.");
        }
        String readOnly = handle.createQuery("select current_setting('transaction_read_only')")
                .mapTo(String.class)
                .one();
        if (!readOnly.equals("off")) {
            throw refused(READ_ONLY);
        }
        if (handle.getConnection().getNetworkTimeout() == 0) {
            LOG.warn("The connections of this data source wait for ever for a server that went silent. Add"
                    + " socketTimeout=20&connectTimeout=5&tcpKeepAlive=true to its URL.");
        }
    }

    /** Checks an H2 database. */
    public static void h2(Connection connection) throws SQLException {
        if (connection.isReadOnly()) {
            throw refused(READ_ONLY);
        }
    }

    /** Returns what stops the start, or the failure as stores throw it. */
    public static RuntimeException explained(Exception failure) {
        return remedy(failure)
                .<RuntimeException>map(StartChecks::refused)
                .orElseGet(() -> DatabaseFailures.of(failure));
    }

    /** Tells whether there is something that the host can do about a failure. */
    static Optional<String> remedy(Exception failure) {
        return Optional.ofNullable(REMEDIES.get(DatabaseFailures.sqlState(failure)));
    }

    public static ConfigurationException refused(String problem) {
        return new ConfigurationException(List.of(problem));
    }
}
