package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.spi.store.Tenant;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names under {@code tarpit} are looked up until the test ends; all others have an address that is forbidden, which shows that they were looked up. */
@Timeout(60)
class LookupSharesTest {

    private static final EgressLimits SHORT =
            new EgressLimits(Duration.ofMillis(200), Duration.ofMillis(400), 64 * 1024, 4 * 1024);
    private static final EgressLimits PATIENT =
            new EgressLimits(Duration.ofSeconds(30), Duration.ofSeconds(40), 64 * 1024, 4 * 1024);
    private static final Tenant QUIET = Tenant.developer("quiet");

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Egress egress = new Egress(TargetRules.of(false), SHORT, this::lookUp);

    @AfterEach
    void stop() {
        end.countDown();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("64 names of one developer's tarpit zone end nobody else's look-ups")
    void oneDeveloper() throws Exception {
        flood(64, Tenant.developer("attacker"), n -> "n" + n + ".tarpit.example");

        assertThat(failure(QUIET, "receiver.example")).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(hanging).hasValue(Lookups.EACH);
    }

    @Test
    @DisplayName("However many sites strangers have, the look-ups of developers continue")
    void strangers() throws Exception {
        flood(100, null, n -> "keys.tarpit-site" + n + ".example");

        assertThat(failure(QUIET, "receiver.example")).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(failure(Tenant.HOST, "keys.example")).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(hanging.get()).isLessThanOrEqualTo(Lookups.STRANGERS);
    }

    @Test
    @DisplayName("Many developers who point at one tarpit zone hold no more threads than a zone may")
    void oneZone() throws Exception {
        List<Callable<EgressFailure>> all = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            Tenant developer = Tenant.developer("attacker" + n);
            String host = "n" + n + ".tarpit.example";
            all.add(() -> failure(developer, host));
        }
        senders.invokeAll(all);

        assertThat(failure(QUIET, "receiver.test-site.org")).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(hanging).hasValue(Lookups.EACH_SITE);
    }

    @Test
    @DisplayName("Everybody who asks for one name shares one look-up")
    void oneName() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Semaphore asked = new Semaphore(0);
        Lookups shared = new Lookups(
                host -> {
                    lookups.incrementAndGet();
                    asked.release();
                    await(go);
                    return InetAddress.getAllByName("10.0.0.1");
                },
                Duration.ofSeconds(30));
        List<Future<InetAddress[]>> all = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            Tenant tenant = Tenant.developer("d" + n % 2);
            all.add(senders.submit(() -> shared.find(tenant, "One.example", Duration.ofSeconds(30))));
        }
        assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        go.countDown();

        for (Future<InetAddress[]> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isNotEmpty();
        }
        // Who came after it had ended looked it up anew.
        assertThat(lookups.get()).isLessThan(40);
    }

    @Test
    @DisplayName("Who asks for a name whose look-up hangs is told so immediately, and takes no further thread")
    void hangingName() {
        Egress patient = new Egress(TargetRules.of(false), SHORT, this::lookUp);
        assertThat(failure(patient, QUIET, "a.tarpit.example")).isIn(EgressFailure.UNKNOWN_HOST, EgressFailure.TIMEOUT);

        for (int n = 0; n < 20; n++) {
            assertThat(failure(patient, QUIET, "a.tarpit.example")).isEqualTo(EgressFailure.UNKNOWN_HOST);
        }

        assertThat(lookups).hasValue(1);
    }

    @Test
    @DisplayName("When the look-ups that hung have ended, their owner's names are found again")
    void afterwards() throws Exception {
        Tenant attacker = Tenant.developer("attacker");
        flood(20, attacker, n -> "n" + n + ".tarpit.example");
        assertThat(failure(attacker, "receiver.example")).isNotEqualTo(EgressFailure.FORBIDDEN_TARGET);

        end.countDown();
        EgressFailure failure = failure(attacker, "receiver.example");
        for (int tries = 0; tries < 50 && failure != EgressFailure.FORBIDDEN_TARGET; tries++) {
            failure = failure(attacker, "receiver.example");
        }

        assertThat(failure).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
    }

    @Test
    @DisplayName("A document that must be there soon does not wait for its name longer than that")
    void deadlineOfDocuments() {
        Egress patient = new Egress(TargetRules.of(false), PATIENT, this::lookUp);
        EgressLimits soon = new EgressLimits(Duration.ofMillis(100), Duration.ofMillis(200), 1_000, 1_000);
        long start = System.nanoTime();

        EgressDocument document =
                patient.get(QUIET, URI.create("https://keys.tarpit.example/"), "application/json", soon);

        assertThat(document.failure()).isIn(EgressFailure.UNKNOWN_HOST, EgressFailure.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** Names the host of the attempt with a number. */
    private interface Hosts {

        String name(int number);
    }

    /** Lets a tenant, or a stranger of each host, ask for names; returns when all were told something. */
    private void flood(int count, @Nullable Tenant tenant, Hosts hosts) throws InterruptedException {
        List<Callable<EgressFailure>> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String host = hosts.name(n);
            Tenant who = tenant == null ? Tenant.stranger(host) : tenant;
            all.add(() -> failure(who, host));
        }
        long start = System.nanoTime();
        senders.invokeAll(all);
        System.out.printf(
                "%d names of a tarpit: %d look-ups hang, everybody was told after %d ms%n",
                count,
                hanging.get(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private EgressFailure failure(Tenant tenant, String host) {
        return failure(egress, tenant, host);
    }

    private static EgressFailure failure(Egress egress, Tenant tenant, String host) {
        return egress.post(new EgressRequest(tenant, URI.create("https://" + host + "/"), Headers.NONE, new byte[0]))
                .failure();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        if (host.contains("tarpit")) {
            hanging.incrementAndGet();
            begun.release();
            await(end);
        }
        return InetAddress.getAllByName("10.0.0.1");
    }

    private static void await(CountDownLatch latch) throws UnknownHostException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException();
        }
    }
}
