package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.SessionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps sessions in memory. */
public final class MemorySessionStore implements SessionStore {

    static final String TABLE = "sessions";

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Session> rows;
    private final MemoryTable<DeveloperId, Account> accounts;

    public MemorySessionStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table(TABLE);
        this.accounts = transactions.table(MemoryAccountStore.TABLE);
    }

    @Override
    public Beginning begin(Session session, String passwordHash) {
        return transactions.inTransaction(() -> {
            Optional<Account> account = withPassword(session.developer(), passwordHash);
            if (account.isEmpty()) {
                return Beginning.PASSWORD_CHANGED;
            }
            if (account.get().suspendedAt() != null) {
                return Beginning.SUSPENDED;
            }
            if (!rows.insert(session.id(), session)) {
                throw new IllegalStateException("There is a session with this id already");
            }
            return Beginning.BEGUN;
        });
    }

    @Override
    public Optional<Session> find(String id) {
        return rows.find(id);
    }

    @Override
    public void seen(String id, Instant at) {
        transactions.inTransaction(() -> rows.find(id).ifPresent(session -> rows.put(id, session.seen(at))));
    }

    @Override
    public boolean confirm(String id, String newId, String passwordHash, Instant at) {
        return transactions.inTransaction(() -> {
            Optional<Session> found = rows.find(id)
                    .filter(session -> withPassword(session.developer(), passwordHash)
                            .filter(account -> account.suspendedAt() == null)
                            .isPresent());
            found.ifPresent(session -> {
                rows.remove(id);
                rows.put(newId, session.confirmed(newId, at));
            });
            return found.isPresent();
        });
    }

    @Override
    public boolean end(String id) {
        return rows.remove(id);
    }

    @Override
    public int endAll(DeveloperId developer) {
        return rows.removeIf(session -> session.developer().equals(developer), Integer.MAX_VALUE);
    }

    @Override
    public List<Session> list(DeveloperId developer, Instant now, int limit) {
        return rows
                .list(session -> session.developer().equals(developer)
                        && session.expiresAt().isAfter(now))
                .stream()
                .sorted(Comparator.comparing(Session::seenAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public int endOthers(DeveloperId developer, String kept) {
        return rows.removeIf(
                session ->
                        session.developer().equals(developer) && !session.id().equals(kept),
                Integer.MAX_VALUE);
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(session -> session.expiresAt().isBefore(before), limit);
    }

    private Optional<Account> withPassword(DeveloperId developer, String passwordHash) {
        return accounts.find(developer).filter(account -> account.passwordHash().equals(passwordHash));
    }
}
