package dev.drawbridge.jdbi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.testkit.TestPlatform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A host as a process of its own: places orders and bills each in the same transaction, until it is killed. */
final class BillingHost {

    static final CompanyId COMPANY = new CompanyId("co_pro");

    /** What an order costs. */
    static final int QUANTITY = 3;

    private BillingHost() {}

    /**
     * Places orders one after the other, and prints the number of each that is committed.
     *
     * @param arguments the database's URL, the first order, the order after the last
     */
    public static void main(String[] arguments) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(arguments[0]);
        database.setUser("postgres");
        database.setPassword("postgres");
        place(database, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private static void place(DataSource database, int first, int end) throws SQLException {
        JdbiStores stores = JdbiStores.create(database, SchemaMode.NONE);
        TestPlatform test = TestPlatform.builder().stores(stores.core()).build();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int order = first; order < end; order++) {
                BillableUse use = new BillableUse(COMPANY, "order " + order, new AppId("app_1"), "orders", QUANTITY);
                insert(connection, order);
                stores.join(connection).run(() -> test.platform().bill(use));
                connection.commit();
                System.out.println(order);
            }
        }
    }

    /** An order that was committed and not acknowledged is placed again. */
    private static void insert(Connection connection, int order) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into host_order (id) values (?) on conflict do nothing")) {
            insert.setInt(1, order);
            insert.executeUpdate();
        }
    }
}
