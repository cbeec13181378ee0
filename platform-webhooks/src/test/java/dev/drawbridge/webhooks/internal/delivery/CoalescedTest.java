package dev.drawbridge.webhooks.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescedTest {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void whoAsksWhileItRunsLetsItRunOnceMore() {
        List<Coalesced> self = new ArrayList<>();
        Coalesced work = new Coalesced(() -> {
            if (runs.incrementAndGet() == 1) {
                self.get(0).run();
                self.get(0).run();
            }
        });
        self.add(work);

        work.run();

        assertThat(runs).hasValue(2);
        work.run();
        assertThat(runs).hasValue(3);
    }

    @Test
    void workThatFailedCanRunAgain() {
        Coalesced work = new Coalesced(() -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
            }
        });

        assertThatThrownBy(work::run).hasMessage("first");
        work.run();

        assertThat(runs).hasValue(2);
    }
}
