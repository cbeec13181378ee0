package dev.drawbridge.core.internal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawbridge.core.spi.store.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName(
            "With hard shares a tenant never holds more than its share, and all together never more than there are")
    void hard() {
        Shares<String> shares = Shares.of(4, 2);

        assertThat(take(shares, "a", 3)).hasSize(2);
        assertThat(shares.available("a")).isZero();
        assertThat(shares.available("b")).isEqualTo(2);
        assertThat(take(shares, "b", 3)).hasSize(2);
        assertThat(shares.tryAcquire("c")).isEmpty();
        assertThat(shares.taken()).isEqualTo(4);
    }

    @Test
    @DisplayName("A tenant that borrows leaves one share free, and gets no more while another is there")
    void lending() {
        Shares<String> shares = Shares.lending(8, 2);

        assertThat(shares.available("greedy")).isEqualTo(6);
        assertThat(take(shares, "greedy", 8)).hasSize(6);
        assertThat(shares.available("quiet")).isEqualTo(2);
        assertThat(take(shares, "quiet", 3)).hasSize(2);
        assertThat(shares.taken()).isEqualTo(8);
    }

    @Test
    @DisplayName("Giving a permit back twice frees one permit")
    void once() {
        Shares<String> shares = Shares.of(2, 2);
        Shares<String>.Permit first = take(shares, "a", 2).get(0);

        first.close();
        first.close();

        assertThat(shares.taken()).isEqualTo(1);
        assertThat(shares.held("a")).isEqualTo(1);
    }

    @Test
    @DisplayName("A wait ends with its time, and leaves nobody behind who waits")
    void endOfWait() throws InterruptedException {
        Shares<String> shares = Shares.of(1, 1);
        take(shares, "a", 1);

        assertThat(shares.acquire("b", Duration.ofMillis(1))).isEmpty();
        assertThat(shares.acquire("b", Duration.ZERO)).isEmpty();
        assertThat(shares.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "A permit that is given back goes to the waiting tenant that holds the fewest, not to who waits longest")
    void fewestFirst() throws Exception {
        Shares<String> shares = Shares.of(3, 2);
        Shares<String>.Permit given = take(shares, "a", 1).get(0);
        take(shares, "b", 1);
        take(shares, "c", 1);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        waiting(shares, "b", order, 1);
        waiting(shares, "new", order, 2);

        given.close();

        assertThat(order.poll(20, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(shares.held("b")).isEqualTo(1);
        assertThat(shares.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "A tenant has no more threads waiting than its share, the next is refused immediately and others still wait")
    void boundedWaiters() throws Exception {
        Shares<String> shares = Shares.of(4, 2);
        take(shares, "a", 2);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        waiting(shares, "a", order, 1);
        waiting(shares, "a", order, 2);

        assertThat(shares.acquire("a", LONG)).isEmpty();
        assertThat(shares.waiting()).isEqualTo(2);
        assertThat(shares.acquire("b", LONG)).isPresent();
    }

    @Test
    @DisplayName("A thread that is interrupted while it waits neither waits on nor keeps a permit")
    void interrupted() throws Exception {
        Shares<String> shares = Shares.of(1, 1);
        Shares<String>.Permit given = take(shares, "a", 1).get(0);
        Future<?> waiter = waiting(shares, "b", new LinkedBlockingQueue<>(), 1);

        waiter.cancel(true);
        while (shares.waiting() > 0) {
            Thread.onSpinWait();
        }
        given.close();

        assertThat(shares.taken()).isZero();
    }

    @Test
    @DisplayName("Many threads of many tenants never hold more than the shares, and in the end everything is free")
    void race() throws Exception {
        Shares<Integer> shares = Shares.lending(8, 2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger granted = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 32; thread++) {
            int tenant = thread % 6;
            all.add(threads.submit(() -> {
                for (int round = 0; round < 500; round++) {
                    Optional<Shares<Integer>.Permit> permit = shares.acquire(tenant, Duration.ofMillis(50));
                    if (permit.isPresent()) {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        granted.incrementAndGet();
                        Thread.yield();
                        now.decrementAndGet();
                        permit.get().close();
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(25, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isBetween(1, 8);
        assertThat(granted.get()).isPositive();
        assertThat(shares.taken()).isZero();
        assertThat(shares.waiting()).isZero();
        assertThat(shares.available(0)).isEqualTo(6);
    }

    @Test
    @DisplayName("A share of nothing, one that is larger than all, and lending without anything to leave are refused")
    void sizes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shares.of(4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Shares.of(4, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Shares.lending(4, 4));
    }

    @Test
    @DisplayName("Strangers share permits of their own, however many sites they have")
    void strangers() {
        TenantShares shares = new TenantShares(Shares.of(4, 2), Shares.of(2, 1));
        for (int site = 0; site < 10; site++) {
            shares.tryAcquire(Tenant.stranger("keys.evil" + site + ".test"));
        }

        assertThat(shares.tryAcquire(Tenant.stranger("keys.other.test"))).isEmpty();
        assertThat(shares.tryAcquire(Tenant.developer("dev_1"))).isPresent();
        assertThat(shares.tryAcquire(Tenant.HOST)).isPresent();
    }

    private static <K> List<Shares<K>.Permit> take(Shares<K> shares, K tenant, int tries) {
        List<Shares<K>.Permit> permits = new ArrayList<>();
        for (int attempt = 0; attempt < tries; attempt++) {
            shares.tryAcquire(tenant).ifPresent(permits::add);
        }
        return permits;
    }

    /** Lets a thread wait, and returns once it does. */
    private Future<?> waiting(Shares<String> shares, String tenant, BlockingQueue<String> order, int waiting) {
        Future<?> waiter = threads.submit(() -> {
            if (shares.acquire(tenant, LONG).isPresent()) {
                order.add(tenant);
            }
            return null;
        });
        while (shares.waiting() < waiting) {
            Thread.onSpinWait();
        }
        return waiter;
    }
}
