package dev.drawbridge.examples.host;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;

/** Opens the database. */
final class DataSources {

    private static final int POOL_SIZE = 16;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private DataSources() {}

    /**
     * Opens a pool.
     *
     * @throws RuntimeException of the pool if the database does not answer
     */
    static HikariDataSource open(HostSettings.Database database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(durable(database.url()));
        config.setUsername(database.user().isEmpty() ? null : database.user());
        config.setPassword(database.password().isEmpty() ? null : database.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setPoolName("fieldwork");
        return new HikariDataSource(config);
    }

    /** What an H2 file acknowledged must survive a kill, and our own exit hook must be the one that closes it. */
    static String durable(String url) {
        boolean file = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
        String upper = url.toUpperCase(Locale.ROOT);
        return url
                + (file && !upper.contains("WRITE_DELAY=") ? ";WRITE_DELAY=0" : "")
                + (file && !upper.contains("DB_CLOSE_ON_EXIT=") ? ";DB_CLOSE_ON_EXIT=FALSE" : "");
    }
}
