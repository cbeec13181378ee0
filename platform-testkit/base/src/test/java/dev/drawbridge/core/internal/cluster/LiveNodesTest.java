package dev.drawbridge.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.memory.MemoryLeaseStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.store.LeaseStore;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveNodesTest {

    private static final Duration BEAT = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock();
    private final CutOff store = new CutOff();

    @Test
    void aNodeThatHasNotCountedIsAlone() {
        assertThat(node("a").count()).isEqualTo(1);
    }

    @Test
    void everyNodeCountsAll() {
        List<LiveNodes> nodes = Stream.of("a", "b", "c").map(this::node).toList();
        nodes.forEach(LiveNodesTest::beat);
        nodes.forEach(LiveNodesTest::beat);

        assertThat(nodes).extracting(LiveNodes::count).containsExactly(3, 3, 3);
    }

    @Test
    void aNodeThatStopsIsForgottenAndItsLeaseServesAnother() {
        LiveNodes dies = node("dies");
        LiveNodes lives = node("lives");
        beat(dies);
        beat(lives);
        assertThat(lives.count()).isEqualTo(2);
        for (int i = 0; i < 5; i++) {
            clock.advance(BEAT);
            beat(lives);
        }
        assertThat(lives.count()).isEqualTo(1);

        LiveNodes next = node("next");
        beat(next);
        assertThat(next.count()).isEqualTo(2);
        assertThat(store.leases.acquire("node:1", "next", clock.instant(), clock.instant()))
                .as("the lease of the node that stopped")
                .isTrue();
    }

    @Test
    void aNodeThatWasCutOffForLongTakesAnotherLease() {
        LiveNodes slow = node("slow");
        LiveNodes quick = node("quick");
        beat(slow);
        clock.advance(BEAT.multipliedBy(10));
        beat(quick);
        beat(slow);
        beat(quick);

        assertThat(List.of(slow.count(), quick.count())).containsExactly(2, 2);
    }

    @Test
    void theLastCountHoldsWhileTheStoreIsUnavailable() {
        LiveNodes one = node("one");
        beat(node("two"));
        beat(one);
        store.down = true;

        assertThatThrownBy(() -> beat(one)).isInstanceOf(StoreUnavailableException.class);
        assertThat(one.count()).isEqualTo(2);
    }

    private LiveNodes node(String name) {
        return new LiveNodes(store, clock, name);
    }

    private static void beat(LiveNodes node) {
        node.job().runOnce();
    }

    private static final class CutOff implements LeaseStore {

        private final LeaseStore leases = new MemoryLeaseStore(new MemoryTransactions());
        private boolean down;

        @Override
        public boolean acquire(String name, String owner, Instant now, Instant until) {
            if (down) {
                throw new StoreUnavailableException("down", new IllegalStateException());
            }
            return leases.acquire(name, owner, now, until);
        }

        @Override
        public void release(String name, String owner) {
            leases.release(name, owner);
        }

        @Override
        public int countHeld(String prefix, Instant now) {
            return leases.countHeld(prefix, now);
        }
    }
}
