package dev.drawbridge.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.Listener;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalDeliveryTest {

    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final List<JournalEntry> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Nested
    class AListener {

        private final TestPlatform test = node(heard::add);

        @Test
        void hearsOfAnEntryOnceWithEverythingInIt() {
            record(test, "app.created");

            assertThat(heard).isEmpty();
            test.runJobs();
            test.runJobs();

            assertThat(heard)
                    .isEqualTo(core.journal().about("app", "app_1", 10))
                    .hasSize(1);
            assertThat(heard.get(0).metadata()).containsEntry("name", "Sync");
        }

        @Test
        void hearsNothingOfATransactionThatFails() {
            assertThatThrownBy(() -> test.env().transactions().inTransaction(() -> {
                        record(test, "app.created");
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");

            test.runJobs();

            assertThat(heard).isEmpty();
        }

        @Test
        void hearsOfMoreThanOneBatchInOneRun() {
            for (int i = 0; i < 45; i++) {
                record(test, "app.edited");
            }

            test.runJobs();

            assertThat(heard)
                    .extracting(JournalEntry::id)
                    .doesNotHaveDuplicates()
                    .hasSize(45);
        }

        @Test
        void hearsOfAnEntryFromOneNodeOnly() {
            TestPlatform other = node(heard::add);
            record(test, "app.created");
            record(other, "app.revoked");

            test.runJobs();
            other.runJobs();

            assertThat(heard).extracting(JournalEntry::action).containsExactly("app.created", "app.revoked");
        }

        @Test
        void hearsOfWhatAnAppDoes() {
            OAuthStores stores = MemoryOAuthStores.on(core.transactions());
            TestPlatform whole = builder(heard::add)
                    .add(env -> AuthorizationServer.on(env, stores))
                    .build();
            OAuthScene scene = OAuthStoreRows.scene(whole, stores);
            OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
            String code = scene.code(scene.consent(client, "co_pro", "usr_pro", "tickets.read"));
            String token = OAuthScene.text(scene.redeem(client, code), "refresh_token");
            scene.post("/oauth/revoke", client, Map.of("token", token));

            whole.runJobs();

            assertThat(heard)
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(token));
        }
    }

    @Nested
    class AListenerThatFails {

        private final TestPlatform test = node(entry -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("The host's log is away");
            }
            heard.add(entry);
        });

        @Test
        void hearsAgainAtGrowingPauses() {
            List<Duration> pauses = List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(1));
            failures.set(pauses.size());
            record(test, "app.created");
            test.runJobs();
            for (Duration pause : pauses) {
                clock.advance(pause.minusMillis(1));
                test.runJobs();
                assertThat(heard).isEmpty();
                clock.advance(Duration.ofMillis(1));
                test.runJobs();
            }

            assertThat(heard).hasSize(1);
        }

        @Test
        void missesNothingElse() {
            failures.set(1);
            record(test, "app.created");
            record(test, "app.edited");

            test.runJobs();
            assertThat(heard).extracting(JournalEntry::action).containsExactly("app.edited");

            clock.advance(Duration.ofSeconds(10));
            test.runJobs();
            assertThat(heard).extracting(JournalEntry::action).containsExactly("app.edited", "app.created");
        }

        @Test
        void isNotAskedForeverAboutAnEntryThatIsPurged() {
            failures.set(Integer.MAX_VALUE);
            record(test, "app.created");
            test.runJobs();
            clock.advance(Journal.KEPT);
            test.runJobs();
            assertThat(core.journal().about("app", "app_1", 10)).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            test.runJobs();

            assertThat(core.journal().about("app", "app_1", 10)).isEmpty();
        }
    }

    @Nested
    class ANodeThatDies {

        @Test
        void betweenTheCallAndTheMarkIsFollowedByOneThatCallsAgain() {
            TestPlatform dying = node(entry -> {
                heard.add(entry);
                throw new NodeDied();
            });
            TestPlatform next = node(heard::add);
            record(dying, "app.created");

            assertThatThrownBy(dying::runJobs).isInstanceOf(NodeDied.class);
            next.runJobs();
            assertThat(heard).hasSize(1);

            clock.advance(Journal.CLAIM);
            next.runJobs();
            next.runJobs();
            assertThat(heard).extracting(JournalEntry::action).containsExactly("app.created", "app.created");
        }
    }

    @Nested
    class WithoutAListener {

        @Test
        void nothingWaitsForDelivery() {
            TestPlatform silent =
                    TestPlatform.builder().clock(clock).stores(core).build();
            record(silent, "app.created");

            assertThat(silent.platform().jobs()).extracting(Job::name).doesNotContain("journal-delivery");
            assertThat(core.journal().claimDue(clock.instant(), clock.instant(), 10))
                    .isEmpty();
            node(heard::add).runJobs();
            assertThat(heard).isEmpty();
        }

        @Test
        void entriesArePurgedAfterFourHundredDays() {
            TestPlatform silent =
                    TestPlatform.builder().clock(clock).stores(core).build();
            record(silent, "app.created");
            clock.advance(Duration.ofDays(1));
            record(silent, "app.revoked");

            clock.advance(Duration.ofDays(399).plusMillis(1));
            silent.runJobs();

            assertThat(core.journal().about("app", "app_1", 10))
                    .extracting(JournalEntry::action)
                    .containsExactly("app.revoked");
        }
    }

    private TestPlatform node(Listener listener) {
        return builder(listener).build();
    }

    private TestPlatform.Builder builder(Listener listener) {
        Consumer<EnvironmentBuilder> listening = environment -> environment.addListener(listener);
        return TestPlatform.builder().clock(clock).stores(core).set(listening);
    }

    private static void record(TestPlatform node, String action) {
        CoreServices.of(node.env())
                .journal()
                .record(Actor.SYSTEM, () -> action, "app", "app_1", Map.of("name", "Sync"));
    }

    /** What no code catches. */
    private static final class NodeDied extends Error {

        private static final long serialVersionUID = 1L;
    }
}
