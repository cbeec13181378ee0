package dev.drawbridge.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
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
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own for one test class on a real PostgreSQL that all classes of the JVM share; empty before every test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PostgresDatabase DATABASE = new PostgresDatabase();
 * }</pre>
 */
public final class PostgresDatabase implements BeforeEachCallback, AfterAllCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HikariDataSource dataSource;
    private final JdbiStores stores;

    public PostgresDatabase() {
        this.dataSource = emptyDatabase();
        this.stores = JdbiStores.create(dataSource);
    }

    /** Makes a database without any table; the caller closes the pool. */
    public static HikariDataSource emptyDatabase() {
        return emptyDatabase("");
    }

    /** Makes a database without any table, with options of {@code create database}; the caller closes the pool. */
    public static HikariDataSource emptyDatabase(String options) {
        String name = "drawbridge" + COUNT.incrementAndGet();
        try (Handle handle = StoreJdbi.on(Server.POSTGRES.getPostgresDatabase()).open()) {
            handle.execute("create database " + name + options);
        }
        return pool(Server.POSTGRES.getDatabase("postgres", name));
    }

    /** A second pool on the database of another one, whose connections begin with a statement. */
    public static HikariDataSource another(HikariDataSource first, String beginning) {
        HikariDataSource pool = pool(first.getDataSource());
        pool.setConnectionInitSql(beginning);
        return pool;
    }

    /** A second pool on the database of another one, with a socket timeout. */
    public static HikariDataSource limited(HikariDataSource first) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(((PGSimpleDataSource) first.getDataSource()).getURL() + "&socketTimeout=20");
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        return pool;
    }

    private static HikariDataSource pool(DataSource dataSource) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(dataSource);
        pool.setMaximumPoolSize(60);
        pool.setMinimumIdle(0);
        return pool;
    }

    /** The stores on this database. */
    public JdbiStores stores() {
        return stores;
    }

    /** The pool, for tests that look behind the stores. */
    public DataSource dataSource() {
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
