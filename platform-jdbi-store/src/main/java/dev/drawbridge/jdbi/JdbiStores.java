package dev.drawbridge.jdbi;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.jdbi.internal.core.JdbiAccountStores;
import dev.drawbridge.jdbi.internal.core.JdbiCoreStores;
import dev.drawbridge.jdbi.internal.limit.JdbiLimitStores;
import dev.drawbridge.jdbi.internal.oauth.JdbiOAuthStores;
import dev.drawbridge.jdbi.internal.sql.Database;
import dev.drawbridge.jdbi.internal.sql.DatabaseFailures;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.webhooks.JdbiWebhookStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * All storage of the platform in one H2 or PostgreSQL database. Thread-safe.
 *
 * <p>The data source is the host's: a pool of at least two connections whose isolation is READ COMMITTED, the default of
 * both databases. Nothing here closes it.
 */
public final class JdbiStores {

    private final JdbiTransactions transactions;
    private final JdbiCoreStores core;
    private final JdbiAccountStores accounts;
    private final JdbiOAuthStores oauth;
    private final LimitStores limits;
    private final CounterStore durableCounters;
    private final WebhookStores webhooks;

    private JdbiStores(Database database) {
        this.transactions = database.transactions();
        Dialect dialect = database.dialect();
        this.core = JdbiCoreStores.on(transactions, dialect);
        this.accounts = JdbiAccountStores.on(transactions, dialect);
        this.oauth = JdbiOAuthStores.on(transactions, dialect);
        this.limits = JdbiLimitStores.on(transactions, dialect);
        this.durableCounters = dialect.counters(transactions, true);
        this.webhooks = JdbiWebhookStores.on(transactions, dialect);
    }

    /**
     * Opens the stores and creates the tables that are missing.
     *
     * @param dataSource a pool of the host
     * @return the stores
     * @throws ConfigurationException if the database is not supported or its tables do not fit
     * @throws dev.drawbridge.core.spi.store.StoreUnavailableException if the database cannot be reached
     */
    public static JdbiStores create(DataSource dataSource) {
        return create(dataSource, SchemaMode.AUTO);
    }

    /**
     * Opens the stores.
     *
     * @param dataSource a pool of the host
     * @param mode what to do about the tables
     * @return the stores
     * @throws ConfigurationException if the database is not supported or its tables do not fit
     * @throws dev.drawbridge.core.spi.store.StoreUnavailableException if the database cannot be reached
     */
    public static JdbiStores create(DataSource dataSource, SchemaMode mode) {
        return new JdbiStores(Database.open(dataSource, mode));
    }

    /**
     * Returns the SQL that {@link SchemaMode#AUTO} would run on a database now, as one script. It changes nothing. For hosts
     * whose tables are created by somebody else, who runs this script; the platform then starts with {@link
     * SchemaMode#VALIDATE}.
     *
     * @param dataSource a pool of the host
     * @return the script; empty if no table is missing
     * @throws ConfigurationException if the database is not supported or its tables do not fit
     * @throws dev.drawbridge.core.spi.store.StoreUnavailableException if the database cannot be reached
     */
    public static String missingSchema(DataSource dataSource) {
        return Database.missingSchema(dataSource);
    }

    /**
     * Returns the SQL that creates all tables of the platform, as one script, without a database.
     *
     * @param dialect {@code postgresql} or {@code h2}
     * @return the script
     * @throws IllegalArgumentException for any other dialect
     */
    public static String schema(String dialect) {
        return Database.schema(dialect);
    }

    /**
     * Returns what the stores throw for an exception of the driver: {@link
     * dev.drawbridge.core.spi.store.StoreUnavailableException}, which becomes a 503, if the database is unavailable,
     * otherwise {@link dev.drawbridge.core.spi.store.StoreFailedException}. Neither has a value in it. For hosts that keep
     * tables of their own beside the platform's.
     *
     * @param failure what the driver or the pool threw
     * @return the exception to throw instead
     */
    public static RuntimeException failure(SQLException failure) {
        return DatabaseFailures.of(failure);
    }

    /**
     * Returns the stores of core.
     *
     * @return the same instance every time
     */
    public CoreStores core() {
        return core;
    }

    /**
     * Returns the stores of developer accounts.
     *
     * @return the same instance every time
     */
    public AccountStores accounts() {
        return accounts;
    }

    /**
     * Returns the stores of the authorization server.
     *
     * @return the same instance every time
     */
    public OAuthStores oauth() {
        return oauth;
    }

    /**
     * Returns the stores of the limiter.
     *
     * @return the same instance every time
     */
    public LimitStores limits() {
        return limits;
    }

    /**
     * Returns the counters of the limiter, which are among {@link #limits()}. On PostgreSQL their commits do not wait for the disk: if the database itself
     * crashes, less than a second of counting may be forgotten (three times its {@code wal_writer_delay}, 0.6 s by default), so
     * that a window then grants that much more than its limit. A crash of a node forgets nothing. H2 waits or not as its own
     * settings say.
     *
     * @return the same instance every time
     */
    public CounterStore counters() {
        return limits.counters();
    }

    /**
     * Returns the same counters, but no permit is granted before it is on disk as the database's own settings say. Each
     * statement then waits for the disk, for hosts whose quotas must outlive a crash of the database exactly.
     *
     * @return the same instance every time
     */
    public CounterStore durableCounters() {
        return durableCounters;
    }

    /**
     * Returns the stores of webhooks.
     *
     * @return the same instance every time
     */
    public WebhookStores webhooks() {
        return webhooks;
    }

    /**
     * Lets the platform write within the host's own transaction, for {@code Platform.publish}.
     *
     * @param connection an open connection to this database with auto-commit off; the host commits and closes it
     * @return the joined connection, for one transaction
     */
    public JoinedConnection join(Connection connection) {
        return new JoinedConnection(transactions, connection);
    }
}
