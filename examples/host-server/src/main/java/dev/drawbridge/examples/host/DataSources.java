package dev.drawbridge.examples.host;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Opens the database. */
final class DataSources {

    private static final int POOL_SIZE = 16;
    private static final Set<String> LOST = Set.of("25006", "57P04", "58030");
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final long VALIDATION_TIMEOUT_MILLIS = 2_000;

    /**
     * A server that went silent is given up; what else waits for a statement is limited by the stores (10 s). Details of
     * errors, in which the server quotes values, stay out of exceptions.
     */
    private static final Map<String, String> POSTGRES = Map.of(
            "socketTimeout", "15",
            "connectTimeout", "5",
            "loginTimeout", "5",
            "tcpKeepAlive", "true",
            "logServerErrorDetail", "false");

    private DataSources() {}

    /** Opens a pool; the first who asks it for a connection hears whether the database responds. */
    static HikariDataSource open(HostSettings.Database database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(durable(database.url()));
        config.setUsername(database.user().isEmpty() ? null : database.user());
        config.setPassword(database.password().isEmpty() ? null : database.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverrideClassName(GiveUp.class.getName());
        config.setPoolName("fieldwork");
        // What the URL names overrides these.
        driverProperties(database.url()).forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    /** What the driver is told beside the URL. */
    static Map<String, String> driverProperties(String url) {
        return url.startsWith("jdbc:postgresql:") ? POSTGRES : Map.of();
    }

    /** Makes the pool drop a connection whose server became read-only, ran out of something, or lost the database. */
    public static final class GiveUp implements SQLExceptionOverride {

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            return state.startsWith("53") || LOST.contains(state) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    /** What an H2 file acknowledged must survive a kill, and our own exit hook must be the one that closes it. */
    static String durable(String url) {
        boolean file = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
        String upper = url.toUpperCase(Locale.ROOT);
        return url
                + (file && !upper.contains("WRITE_DELAY=") ? ";WRITE_DELAY=0" : "")
                + (file && !upper.contains("DB_CLOSE_ON_EXIT=") ? ";DB_CLOSE_ON_EXIT=FALSE" : "")
                // Its trace file would quote the values of statements that fail.
                + (file && !upper.contains("TRACE_LEVEL_FILE=") ? ";TRACE_LEVEL_FILE=0" : "");
    }
}
