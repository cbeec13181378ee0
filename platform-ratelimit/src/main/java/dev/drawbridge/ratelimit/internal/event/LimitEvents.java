package dev.drawbridge.ratelimit.internal.event;

import dev.drawbridge.core.internal.metric.Meter;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.internal.LimitObserver;
import dev.drawbridge.ratelimit.internal.QuotaUse;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEvent.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hears what the limiter decided and keeps it for {@link LimitEventWriter}, in memory and bounded. The same thing is kept once
 * by a node; which node was the first, the store decides.
 *
 * <p>What waits here is lost with the process. The first refusal is found again by the next one, on any node; that 80 % were
 * passed happens once and is not told then. Thread-safe.
 */
public final class LimitEvents implements LimitObserver {

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_KNOWN = 20_000;

    private final PlatformClock clock;
    private final Meter lost;
    private final ArrayBlockingQueue<LimitEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<Key, Instant> known = new ConcurrentHashMap<>();

    /**
     * Makes an empty queue.
     *
     * @param clock tells when it happened
     * @param meters counts what found no place, as {@code dp.limiter.event.lost}
     */
    public LimitEvents(PlatformClock clock, Meters meters) {
        this.clock = clock;
        this.lost = meters.meter("dp.limiter.event.lost");
    }

    @Override
    public void approached(QuotaUse use) {
        hear(Kind.APPROACHED, use);
    }

    @Override
    public void refused(QuotaUse use) {
        hear(Kind.REACHED, use);
    }

    /**
     * Hands over what waits, oldest first. If the consumer throws, the event and those behind it wait on. One at a time.
     *
     * @param consumer gets each event
     */
    public synchronized void drain(Consumer<LimitEvent> consumer) {
        LimitEvent next = waiting.peek();
        for (int i = 0; i < MOST_WAITING && next != null; i++) {
            consumer.accept(next);
            waiting.poll();
            next = waiting.peek();
        }
    }

    private void hear(Kind kind, QuotaUse use) {
        Key key = new Key(kind, use.company(), use.app(), use.limit(), use.windowStart());
        if (known.containsKey(key) || !remember(key, use.windowEnd())) {
            return;
        }
        LimitEvent event = new LimitEvent(
                kind,
                use.company(),
                use.app(),
                use.limit(),
                use.windowStart(),
                use.windowEnd(),
                clock.instant(),
                use.used(),
                use.quota());
        if (!waiting.offer(event)) {
            // The next call of the window tries again.
            known.remove(key);
            lost.count();
        }
    }

    private boolean remember(Key key, Instant windowEnd) {
        if (known.size() >= MOST_KNOWN) {
            Instant now = clock.instant();
            known.values().removeIf(now::isAfter);
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.putIfAbsent(key, windowEnd) == null;
    }

    private record Key(Kind kind, CompanyId company, Optional<AppId> app, String limit, Instant windowStart) {}
}
