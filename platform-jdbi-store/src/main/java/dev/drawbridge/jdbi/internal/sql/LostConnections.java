package dev.drawbridge.jdbi.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a pool, whichever it is, does not hand out a connection again that is of no use. */
final class LostConnections {

    private static final Logger LOG = LoggerFactory.getLogger(LostConnections.class);

    private LostConnections() {}

    /** Ends the connection if the failure says that other statements on it will fail, too. */
    static void giveUp(Handle handle, Exception failure) {
        if (DatabaseFailures.connectionLost(failure)) {
            end(handle.getConnection());
        }
    }

    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A connection could not be aborted: {}", e.getSQLState());
        }
        // Pools watch for exceptions of class 08; one that only hears of close() would keep the dead connection.
        try (Statement statement = connection.createStatement()) {
            LOG.debug("A connection that was aborted still makes statements: {}", statement.isClosed());
        } catch (SQLException e) {
            LOG.debug("A connection is given up: {}", e.getSQLState());
        }
    }
}
