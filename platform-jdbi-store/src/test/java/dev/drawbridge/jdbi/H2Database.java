package dev.drawbridge.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An H2 database in memory, in its regular mode, for one test class; empty before every test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final H2Database DATABASE = new H2Database();
 * }</pre>
 */
final class H2Database implements BeforeEachCallback, AfterAllCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HikariDataSource dataSource;
    private final JdbiStores stores;

    H2Database() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:drawbridge" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
        config.setMaximumPoolSize(60);
        config.setMinimumIdle(0);
        this.dataSource = new HikariDataSource(config);
        this.stores = JdbiStores.create(dataSource);
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
                            where table_name like 'DP\\_%' and table_name not like 'DP\\_SCHEMA%'""").mapTo(String.class).list();
            handle.execute("set referential_integrity false");
            tables.forEach(table -> handle.execute("truncate table " + table));
            handle.execute("set referential_integrity true");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isNested(context)) {
            return;
        }
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            // Then it ends with its last connection.
            handle.execute("set db_close_delay 0");
        }
        dataSource.close();
    }

    /** Nested classes share the database of the class around them. */
    static boolean isNested(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() != null;
    }
}
