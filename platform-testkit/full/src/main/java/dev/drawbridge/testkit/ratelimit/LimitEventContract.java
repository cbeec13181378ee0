package dev.drawbridge.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.EventPublisher;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.ratelimit.internal.QuotaUse;
import dev.drawbridge.ratelimit.internal.event.LimitEventWriter;
import dev.drawbridge.ratelimit.internal.event.LimitEvents;
import dev.drawbridge.ratelimit.spi.LimitAction;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEvent.Kind;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import dev.drawbridge.ratelimit.spi.LimitEventStore.OfApp;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to quotas is kept and told once, by whichever node was the first. */
public abstract class LimitEventContract {

    private static final Instant START = SettableClock.START;
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final CompanyId COMPANY = new CompanyId("co_1");
    private static final AppId APP = new AppId("app_1");
    private static final UserId USER = new UserId("usr_1");

    private final SettableClock clock = new SettableClock();

    /** For subclasses. */
    protected LimitEventContract() {}

    /**
     * Returns the stores of core, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores core();

    /**
     * Returns the stores of the limiter, empty, which join the transactions of {@link #core()}.
     *
     * @return the same data during one test
     */
    protected abstract LimitStores limits();

    private static LimitEvent event(Kind kind, CompanyId company, Optional<AppId> app, Instant at) {
        return new LimitEvent(kind, company, app, "hour", START, END, at, 80, 100);
    }

    private static QuotaUse use(Optional<AppId> app, Instant windowStart) {
        return new QuotaUse(COMPANY, app, "hour", windowStart, windowStart.plusSeconds(3_600), 100, 100);
    }

    @Nested
    class Kept {

        private final AppId other = new AppId("app_2");

        private LimitEventStore store() {
            return limits().events();
        }

        @Test
        @DisplayName("an event is the first once for each kind, app and window")
        void once() {
            LimitEvent reached = event(Kind.REACHED, COMPANY, Optional.empty(), START);
            assertThat(store().first(reached)).isTrue();
            assertThat(store().first(event(Kind.REACHED, COMPANY, Optional.empty(), START.plusSeconds(9))))
                    .isFalse();
            assertThat(store().first(event(Kind.APPROACHED, COMPANY, Optional.empty(), START)))
                    .isTrue();
            assertThat(store().first(event(Kind.REACHED, COMPANY, Optional.of(APP), START)))
                    .isTrue();
            assertThat(store().first(new LimitEvent(
                            Kind.REACHED,
                            COMPANY,
                            Optional.empty(),
                            "hour",
                            END,
                            END.plusSeconds(3_600),
                            END,
                            100,
                            100)))
                    .isTrue();
        }

        @Test
        @DisplayName("an app hears of companies that have connected it, and of no quota of another app")
        void concernsConnectedApps() {
            core().grants().insert(Samples.consent(APP, COMPANY, new UserId("usr_2")));
            core().grants().insert(Samples.consent(APP, COMPANY, USER));
            core().grants().insert(Samples.consent(other, new CompanyId("co_2"), new UserId("usr_3")));
            LimitEvent shared = event(Kind.APPROACHED, COMPANY, Optional.empty(), START);
            LimitEvent own = event(Kind.REACHED, COMPANY, Optional.of(APP), START.plusSeconds(1));
            store().first(shared);
            store().first(own);
            store().first(event(Kind.REACHED, COMPANY, Optional.of(other), START));
            store().first(event(Kind.REACHED, new CompanyId("co_3"), Optional.empty(), START));
            assertThat(store().recent(Set.of(APP, other), START, 9))
                    .containsExactly(new OfApp(APP, USER, own), new OfApp(APP, USER, shared));
            assertThat(store().recent(Set.of(APP, other), START, 1)).containsExactly(new OfApp(APP, USER, own));
            assertThat(store().recent(Set.of(APP), START.plusSeconds(1), 9)).containsExactly(new OfApp(APP, USER, own));
            assertThat(store().recent(Set.of(), START, 9)).isEmpty();
        }

        @Test
        @DisplayName("a company that ended its grant is no longer told of")
        void forgetsDisconnectedCompanies() {
            Grant grant = Samples.consent(APP, COMPANY, new UserId("usr_1"));
            core().grants().insert(grant);
            store().first(event(Kind.REACHED, COMPANY, Optional.empty(), START));
            core().grants().end(grant.id(), START.plusSeconds(1));
            assertThat(store().recent(Set.of(APP), START, 9)).isEmpty();
        }

        @Test
        @DisplayName("purging waits for the keeping time and for the end of the window")
        void purges() {
            store().first(event(Kind.REACHED, COMPANY, Optional.empty(), START));
            Instant monthEnd = START.plus(Duration.ofDays(31));
            LimitEvent month =
                    new LimitEvent(Kind.REACHED, COMPANY, Optional.empty(), "month", START, monthEnd, START, 100, 100);
            store().first(month);
            assertThat(store().purge(START.plus(LimitEventStore.KEPT), 9)).isZero();
            assertThat(store().purge(START.plus(LimitEventStore.KEPT).plusMillis(1), 9))
                    .isOne();
            assertThat(store().first(month)).isFalse();
            assertThat(store().purge(monthEnd.plusMillis(1), 9)).isOne();
        }
    }

    @Nested
    class Told {

        private final List<String> published = new CopyOnWriteArrayList<>();
        private final List<JournalEntry> heard = new CopyOnWriteArrayList<>();

        private final TestPlatform platform = TestPlatform.builder()
                .clock(clock)
                .stores(core())
                .set(env -> env.addListener(heard::add))
                .build();

        private Journal journal() {
            return CoreServices.of(platform.env()).journal();
        }

        private Job writer(LimitEvents events) {
            EventPublisher publisher = (type, company, data) -> published.add(type + " " + data);
            return new LimitEventWriter(events, limits().events(), core().transactions(), journal(), publisher).job();
        }

        private void deliver() {
            platform.platform().jobs().stream()
                    .filter(job -> job.name().equals("journal-delivery"))
                    .forEach(Job::runOnce);
        }

        @Test
        @DisplayName("of eight nodes that notice the same at the same time, one tells it, to listeners and to apps")
        void onceAcrossNodes() throws Exception {
            List<LimitEvents> nodes = Stream.generate(() -> new LimitEvents(clock, Meters.SILENT))
                    .limit(8)
                    .toList();
            nodes.forEach(node -> {
                node.approached(use(Optional.empty(), START));
                node.refused(use(Optional.empty(), START));
                node.refused(use(Optional.empty(), START));
            });
            Race.of(nodes.size(), thread -> {
                writer(nodes.get(thread)).runOnce();
                return thread;
            });
            deliver();
            assertThat(published)
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("limit.approached {company=co_1, name=hour, limit=100"))
                    .anyMatch(line -> line.startsWith("limit.reached {"));
            assertThat(heard)
                    .extracting(entry -> entry.actionOf(LimitAction.class).orElseThrow())
                    .containsExactlyInAnyOrder(LimitAction.APPROACHED, LimitAction.REACHED);
            assertThat(heard).allMatch(entry -> entry.targetId().equals("co_1"));
        }

        @Test
        @DisplayName("a refusal that a killed node took along is told with the next one; what waited there is lost")
        void afterAKill() {
            LimitEvents killed = new LimitEvents(clock, Meters.SILENT);
            killed.approached(use(Optional.empty(), START));
            killed.refused(use(Optional.empty(), START));
            LimitEvents restarted = new LimitEvents(clock, Meters.SILENT);
            restarted.refused(use(Optional.empty(), START));
            writer(restarted).runOnce();
            assertThat(published).hasSize(1).allMatch(line -> line.startsWith("limit.reached"));
        }

        @Test
        @DisplayName("each window is told anew")
        void inEachWindow() {
            LimitEvents node = new LimitEvents(clock, Meters.SILENT);
            node.refused(use(Optional.empty(), START));
            node.refused(use(Optional.empty(), END));
            writer(node).runOnce();
            assertThat(published).hasSize(2);
        }

        @Test
        @DisplayName("an app's own quota is told to the host's listeners, and to no app: others would hear of it too")
        void keepsAppsApart() {
            LimitEvents node = new LimitEvents(clock, Meters.SILENT);
            node.refused(use(Optional.of(APP), START));
            writer(node).runOnce();
            deliver();
            assertThat(published).isEmpty();
            assertThat(heard)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.metadata()).containsEntry("app", "app_1"));
        }

        @Test
        @DisplayName("what could not be written waits for the next run, in its order")
        void waitsForTheStore() {
            LimitEvents node = new LimitEvents(clock, Meters.SILENT);
            node.approached(use(Optional.empty(), START));
            node.refused(use(Optional.empty(), START));
            EventPublisher broken = (type, company, data) -> {
                throw new IllegalStateException("The test's publisher was told to fail");
            };
            Job failing = new LimitEventWriter(node, limits().events(), core().transactions(), journal(), broken).job();
            assertThatThrownBy(failing::runOnce).isInstanceOf(IllegalStateException.class);
            writer(node).runOnce();
            assertThat(published).hasSize(2);
            assertThat(published.get(0)).startsWith("limit.approached");
        }
    }
}
