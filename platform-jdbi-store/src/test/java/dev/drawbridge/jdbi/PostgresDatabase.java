package dev.drawbridge.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for one test class on a real PostgreSQL that all classes of the JVM share; empty before every test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PostgresDatabase DATABASE = new PostgresDatabase();
 * }</pre>
 */
final class PostgresDatabase implements BeforeEachCallback, AfterAllCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HikariDataSource dataSource;
    private final JdbiStores stores;

    PostgresDatabase() {
        this.dataSource = emptyDatabase();
        this.stores = JdbiStores.create(dataSource);
    }

    /** Makes a database without any table; the caller closes the pool. */
    static HikariDataSource emptyDatabase() {
        String name = "drawbridge" + COUNT.incrementAndGet();
        try (Handle handle = StoreJdbi.on(Server.POSTGRES.getPostgresDatabase()).open()) {
            handle.execute("create database " + name);
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(Server.POSTGRES.getDatabase("postgres", name));
        config.setMaximumPoolSize(60);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** The stores on this database. */
    JdbiStores stores() {
        return stores;
    }

    /** The pool, for tests that look behind the stores. */
    DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            List<String> tables = handle.createQuery("""
                            select table_name from information_schema.tables
                            where table_schema = current_schema() and table_name like 'dp\\_%'
                                and table_name not like 'dp\\_schema%'""").mapTo(String.class).list();
            handle.execute("truncate table " + String.join(", ", tables) + " restart identity cascade");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!H2Database.isNested(context)) {
            dataSource.close();
        }
    }

    /** Started by the first class that needs it, ended with the JVM by the library's own hook. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
