package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.RegistrationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registrations in a map. */
public final class MemoryRegistrationStore implements RegistrationStore {

    private static final Comparator<Registration> LONGEST_DUE_FIRST =
            Comparator.comparing(registration -> end(registration.unusedUntil()));

    private final MemoryTransactions transactions;
    private final MemoryTable<AppId, Registration> rows;

    public MemoryRegistrationStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(Registration registration) {
        if (!rows.insert(registration.app(), registration)) {
            throw new IllegalStateException("The app has a registration already");
        }
    }

    @Override
    public Optional<Registration> find(AppId app) {
        return rows.find(app);
    }

    @Override
    public boolean rotate(TokenHash presented, Registration next) {
        return transactions.inTransaction(() -> {
            Optional<Registration> found =
                    find(next.app()).filter(row -> row.token().equals(presented));
            found.ifPresent(row -> rows.put(next.app(), next.withUnusedUntil(row.unusedUntil())));
            return found.isPresent();
        });
    }

    @Override
    public boolean delete(AppId app, TokenHash presented) {
        return transactions.inTransaction(
                () -> find(app).filter(row -> row.token().equals(presented)).isPresent() && rows.remove(app));
    }

    @Override
    public List<AppId> due(Instant now, int limit) {
        return rows.list(row -> due(row, now)).stream()
                .sorted(LONGEST_DUE_FIRST)
                .limit(limit)
                .map(Registration::app)
                .toList();
    }

    @Override
    public void keep(AppId app) {
        transactions.inTransaction(() -> find(app).ifPresent(row -> rows.put(app, row.withUnusedUntil(null))));
    }

    @Override
    public boolean expire(AppId app, Instant now) {
        return transactions.inTransaction(
                () -> find(app).filter(row -> due(row, now)).isPresent() && rows.remove(app));
    }

    @Override
    public void forget(AppId app) {
        rows.remove(app);
    }

    private static boolean due(Registration row, Instant now) {
        return !now.isBefore(end(row.unusedUntil()));
    }

    private static Instant end(@Nullable Instant end) {
        return end == null ? Instant.MAX : end;
    }
}
