package dev.drawbridge.jdbi;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2StoreContractsTest extends JdbiStoreContracts {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    @Override
    JdbiStores stores() {
        return DATABASE.stores();
    }

    @Override
    DataSource dataSource() {
        return DATABASE.dataSource();
    }
}
