package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.Rotations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Families in a map. */
public final class MemoryFamilyStore implements FamilyStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<FamilyId, Family> rows;

    public MemoryFamilyStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(Family family) {
        if (!rows.insert(family.id(), family)) {
            throw new IllegalStateException("Two families with one id");
        }
    }

    @Override
    public Optional<Family> find(FamilyId id) {
        return rows.find(id);
    }

    @Override
    public Rotation rotate(FamilyId id, long generation, Instant now, Duration idle, Duration grace) {
        return transactions.inTransaction(() -> {
            Optional<Family> found = rows.find(id);
            if (found.isEmpty()) {
                return Rotation.UNKNOWN;
            }
            Family family = found.get();
            if (family.live(now) && family.state().generation() == generation) {
                Instant idleUntil = earlier(now.plus(idle), family.expiresAt());
                rows.put(id, family.withState(new Family.State(generation + 1, now, idleUntil, false)));
                return Rotation.ROTATED;
            }
            return Rotations.explain(family, generation, now, grace);
        });
    }

    @Override
    public boolean renew(FamilyId id, long generation, Instant now, Duration idle) {
        return transactions.inTransaction(() -> {
            Optional<Family> current = rows.find(id)
                    .filter(family -> family.live(now) && family.state().generation() == generation);
            current.ifPresent(family -> {
                Family.State state = family.state();
                Instant idleUntil = earlier(now.plus(idle), family.expiresAt());
                rows.put(id, family.withState(new Family.State(generation, state.rotatedAt(), idleUntil, false)));
            });
            return current.isPresent();
        });
    }

    @Override
    public boolean end(FamilyId id) {
        return transactions.inTransaction(() -> {
            Optional<Family> live =
                    rows.find(id).filter(family -> !family.state().ended());
            live.ifPresent(family -> rows.put(id, family.end()));
            return live.isPresent();
        });
    }

    @Override
    public int endAll(GrantId grant) {
        return transactions.inTransaction(() -> {
            List<Family> live = rows.list(
                    family -> family.grant().equals(grant) && !family.state().ended());
            live.forEach(family -> rows.put(family.id(), family.end()));
            return live.size();
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(family -> family.expiresAt().isBefore(before), limit);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
