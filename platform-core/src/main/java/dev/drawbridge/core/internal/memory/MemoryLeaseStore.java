package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.store.LeaseStore;
import java.time.Instant;

/** Keeps leases in memory: one process is the only node. Thread-safe. */
public final class MemoryLeaseStore implements LeaseStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Lease> leases;

    /**
     * Makes a store without leases.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryLeaseStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.leases = transactions.table();
    }

    @Override
    public boolean acquire(String name, String owner, Instant now, Instant until) {
        return transactions.inTransaction(() -> {
            boolean free = leases.find(name)
                    .map(lease -> lease.owner.equals(owner) || !lease.until.isAfter(now))
                    .orElse(true);
            if (free) {
                leases.put(name, new Lease(name, owner, until));
            }
            return free;
        });
    }

    @Override
    public void release(String name, String owner) {
        transactions.inTransaction(() -> {
            if (leases.find(name).filter(lease -> lease.owner.equals(owner)).isPresent()) {
                leases.remove(name);
            }
        });
    }

    @Override
    public int countHeld(String prefix, Instant now) {
        return leases.list(lease -> lease.name.startsWith(prefix) && lease.until.isAfter(now))
                .size();
    }

    private record Lease(String name, String owner, Instant until) {}
}
