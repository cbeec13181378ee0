package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** kill -9 of a host that bills in its own transactions. */
class BillingKillTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final int ORDERS = 1_000;
    private static final int KILLS = 20;

    private final Random random = new Random(2);

    @Test
    @Tag("M-02")
    @DisplayName("a host that is killed twenty times while it places 1,000 orders has billed each exactly once")
    void everyOrderIsBilledOnce() throws Exception {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            handle.execute("create table host_order (id integer primary key)");
            int next = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                next = placed(next, 1 + random.nextInt(ORDERS / KILLS));
            }
            assertThat(placed(next, Integer.MAX_VALUE)).isEqualTo(ORDERS);
            assertThat(handle.createQuery("select count(*) from host_order")
                            .mapTo(Integer.class)
                            .one())
                    .isEqualTo(ORDERS);
        }
        List<BilledSum> billed = DATABASE.stores()
                .core()
                .billables()
                .sums(BillingHost.COMPANY, Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(billed).extracting(BilledSum::uses).containsExactly((long) ORDERS);
        assertThat(billed).extracting(BilledSum::quantity).containsExactly((long) ORDERS * BillingHost.QUANTITY);
    }

    /** Runs a host, kills it after so many orders, and returns the first order that it did not acknowledge. */
    private static int placed(int first, int most) throws IOException, InterruptedException {
        String url = ((PGSimpleDataSource) ((HikariDataSource) DATABASE.dataSource()).getDataSource()).getURL();
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BillingHost.class.getName(),
                        url,
                        Integer.toString(first),
                        Integer.toString(ORDERS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
            int next = first;
            String line = output.readLine();
            while (line != null && next - first < most) {
                next = Integer.parseInt(line) + 1;
                line = output.readLine();
            }
            return next;
        } finally {
            host.destroyForcibly().waitFor();
        }
    }
}
