package dev.drawbridge.jdbi;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class JoinTest {

    @RegisterExtension
    static final H2Database H2 = new H2Database();

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @Nested
    class OnH2 extends JoinContract {

        @Override
        JdbiStores stores() {
            return H2.stores();
        }

        @Override
        DataSource dataSource() {
            return H2.dataSource();
        }
    }

    @Nested
    class OnPostgres extends JoinContract {

        @Override
        JdbiStores stores() {
            return POSTGRES.stores();
        }

        @Override
        DataSource dataSource() {
            return POSTGRES.dataSource();
        }
    }
}
