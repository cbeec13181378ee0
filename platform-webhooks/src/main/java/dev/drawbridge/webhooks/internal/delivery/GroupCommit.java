package dev.drawbridge.webhooks.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Collects items of many threads and has one thread work on them in groups: one transaction for many. Thread-safe. */
final class GroupCommit<T> {

    private final int most;
    private final Consumer<List<T>> work;
    private final ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>();
    private final Coalesced draining = new Coalesced(this::drain);

    GroupCommit(int most, Consumer<List<T>> work) {
        this.most = most;
        this.work = work;
    }

    /** Works on items, or leaves them to the thread that is at it. */
    void add(List<T> items) {
        waiting.addAll(items);
        draining.run();
    }

    private void drain() {
        List<T> group = next();
        while (!group.isEmpty()) {
            work.accept(group);
            group = next();
        }
    }

    private List<T> next() {
        List<T> group = new ArrayList<>();
        T item = waiting.poll();
        while (item != null) {
            group.add(item);
            item = group.size() < most ? waiting.poll() : null;
        }
        return group;
    }
}
