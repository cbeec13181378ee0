package dev.drawbridge.jdbi;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreContractsTest extends JdbiStoreContracts {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    JdbiStores stores() {
        return DATABASE.stores();
    }

    @Override
    DataSource dataSource() {
        return DATABASE.dataSource();
    }
}
