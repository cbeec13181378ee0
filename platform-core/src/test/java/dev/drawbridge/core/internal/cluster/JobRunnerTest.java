package dev.drawbridge.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.memory.MemoryLeaseStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("A job that throws an Error runs again at its next turn")
    void anErrorDoesNotEndAJob(boolean exclusive) throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        Job job = new Job("broken", Duration.ofMillis(1), exclusive, () -> {
            runs.countDown();
            throw new NoClassDefFoundError("gone");
        });
        Leases leases = new Leases(new MemoryLeaseStore(new MemoryTransactions()), PlatformClock.system(), "node");
        JobRunner runner = new JobRunner(leases, List.of(job));
        try {
            runner.start();

            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            runner.close();
        }
    }
}
