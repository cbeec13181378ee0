package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.ratelimit.internal.CombiningCounter;
import dev.drawbridge.ratelimit.internal.PermitWish;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that are processes of their own, one of which is killed while it counts. */
class CounterCrashTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final int LIMIT = 30_000;
    private static final int THREADS = 8;
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String GRANTED = "granted";

    @Test
    @Timeout(120)
    @Tag("R-02")
    @Tag("R-04")
    @DisplayName(
            "a node that is killed costs at most a permit for each of its calls; the other admits the rest, no more")
    void aKilledNodeCostsItsCallsInFlight() throws Exception {
        String url = ((PGSimpleDataSource) ((HikariDataSource) DATABASE.dataSource()).getDataSource()).getURL();
        Process killed = start(url);
        Process survives = start(url);
        try (BufferedReader first = output(killed);
                BufferedReader second = output(survives)) {
            for (int i = 0; i < 200; i++) {
                assertThat(first.readLine()).isEqualTo(GRANTED);
            }
            // Of the handle: the other verb closes the output, too, of which we want the rest.
            killed.toHandle().destroyForcibly();
            killed.waitFor();
            long admitted = 200 + granted(first) + granted(second);

            CounterStore counters = DATABASE.stores().counters();
            assertThat(counters.used(Set.of(window(START)))).containsEntry(window(START), (long) LIMIT);
            assertThat(admitted).isBetween((long) LIMIT - THREADS, (long) LIMIT);
            CounterLimit next = new CounterLimit(window(START.plus(Duration.ofHours(1))), 5);
            assertThat(counters.take(List.of(new CounterDemand(List.of(next), 1, 9)))
                            .get(0)
                            .granted())
                    .as("the next window is full")
                    .isEqualTo(5);
        } finally {
            killed.destroyForcibly();
            survives.destroyForcibly();
        }
    }

    private static Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static long granted(BufferedReader output) {
        try {
            return output.lines().filter(GRANTED::equals).count();
        } catch (UncheckedIOException e) {
            throw new AssertionError("The output of a node ended in the middle", e);
        }
    }

    private static CounterWindow window(Instant start) {
        return new CounterWindow("hour:{co_1}", start, start.plus(Duration.ofHours(2)));
    }

    /** A process that takes permits until none is left, and writes a line for each. */
    public static final class Node {

        private Node() {}

        /** Gets the URL of the database. */
        public static void main(String[] arguments) throws InterruptedException {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(arguments[0]);
            pool.setUsername("postgres");
            pool.setPassword("postgres");
            CombiningCounter counter = new CombiningCounter(
                    JdbiStores.create(pool, SchemaMode.NONE).counters(), 100, Duration.ofSeconds(20));
            PermitWish wish = new PermitWish(List.of(new CounterLimit(window(START), LIMIT)), 1);
            List<Thread> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> new Thread(() -> takeAll(counter, wish)))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            pool.close();
        }

        private static void takeAll(CombiningCounter counter, PermitWish wish) {
            while (counter.take(wish).granted()) {
                System.out.println(GRANTED);
            }
        }
    }
}
