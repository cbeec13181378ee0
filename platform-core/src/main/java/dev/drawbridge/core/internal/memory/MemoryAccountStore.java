package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Preferences;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.app.App;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps accounts in memory. */
public final class MemoryAccountStore implements AccountStore {

    static final String TABLE = "accounts";

    private final MemoryTransactions transactions;
    private final MemoryTable<DeveloperId, Account> rows;
    private final MemoryTable<String, Session> sessions;
    private final MemoryTable<TokenHash, MailLink> links;
    private final MemoryTable<AppId, App> apps;
    private final MemoryTable<DeveloperId, Suspension> suspensions;

    public MemoryAccountStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table(TABLE);
        this.sessions = transactions.table(MemorySessionStore.TABLE);
        this.links = transactions.table(MemoryLinkStore.TABLE);
        this.apps = transactions.table(MemoryAppStore.TABLE);
        this.suspensions = transactions.table();
    }

    @Override
    public boolean insert(Account account) {
        return transactions.inTransaction(
                () -> findByEmail(account.email()).isEmpty() && rows.insert(account.id(), account));
    }

    @Override
    public Optional<Account> find(DeveloperId id) {
        return rows.find(id);
    }

    @Override
    public Optional<Account> findByEmail(String email) {
        return rows.list(account -> account.email().equals(email)).stream().findFirst();
    }

    @Override
    public boolean markVerified(DeveloperId id, String email, Instant at) {
        return transactions.inTransaction(() -> {
            Optional<Account> found =
                    rows.find(id).filter(account -> account.email().equals(email) && !account.verified());
            found.ifPresent(account -> rows.put(id, account.confirmed(email, at)));
            return found.isPresent();
        });
    }

    @Override
    public boolean changeEmail(DeveloperId id, String from, String to, Instant at) {
        return transactions.inTransaction(() -> {
            boolean free = findByEmail(to).isEmpty();
            Optional<Account> found =
                    rows.find(id).filter(account -> free && account.email().equals(from));
            found.ifPresent(account -> rows.put(id, account.confirmed(to, at)));
            return found.isPresent();
        });
    }

    @Override
    public void changeProfile(DeveloperId id, String name, Preferences preferences) {
        change(id, account -> account.withProfile(name, preferences));
    }

    @Override
    public void setPassword(DeveloperId id, String passwordHash) {
        change(id, account -> account.withPasswordHash(passwordHash));
    }

    @Override
    public boolean upgradeHash(DeveloperId id, String from, String to) {
        return transactions.inTransaction(() -> {
            boolean same = rows.find(id)
                    .filter(account -> account.passwordHash().equals(from))
                    .isPresent();
            if (same) {
                setPassword(id, to);
            }
            return same;
        });
    }

    @Override
    public boolean requestDeletion(DeveloperId id, Instant at) {
        return moveDeletion(id, at);
    }

    @Override
    public boolean cancelDeletion(DeveloperId id) {
        return moveDeletion(id, null);
    }

    @Override
    public List<DeveloperId> deletionsRequested(Instant before, int limit) {
        return rows.list(account -> wantedGone(account, before)).stream()
                .sorted(Comparator.comparing(account -> Objects.requireNonNull(account.deletionRequestedAt())))
                .map(Account::id)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean delete(DeveloperId id, Instant before) {
        return transactions.inTransaction(() -> {
            boolean wanted =
                    rows.find(id).filter(account -> wantedGone(account, before)).isPresent();
            if (wanted) {
                remove(List.of(id));
            }
            return wanted;
        });
    }

    @Override
    public int purgeUnverified(Instant before, int limit) {
        return transactions.inTransaction(() -> {
            List<DeveloperId> doomed = rows
                    .list(account -> !account.verified()
                            && account.suspendedAt() == null
                            && account.createdAt().isBefore(before)
                            && !apps.any(app -> account.id().equals(app.owner())))
                    .stream()
                    .map(Account::id)
                    .limit(limit)
                    .toList();
            remove(doomed);
            return doomed.size();
        });
    }

    private void remove(List<DeveloperId> doomed) {
        doomed.forEach(rows::remove);
        sessions.removeIf(session -> doomed.contains(session.developer()), Integer.MAX_VALUE);
        links.removeIf(link -> doomed.contains(link.developer()), Integer.MAX_VALUE);
    }

    /** Asks for the deletion, or not any more; tells whether that is a change. */
    private boolean moveDeletion(DeveloperId id, @Nullable Instant at) {
        return transactions.inTransaction(() -> {
            Optional<Account> found =
                    rows.find(id).filter(account -> (account.deletionRequestedAt() == null) != (at == null));
            found.ifPresent(account -> rows.put(id, account.withDeletionRequestedAt(at)));
            return found.isPresent();
        });
    }

    private static boolean wantedGone(Account account, Instant before) {
        Instant asked = account.deletionRequestedAt();
        return asked != null && !asked.isAfter(before);
    }

    private void change(DeveloperId id, UnaryOperator<Account> change) {
        transactions.inTransaction(() -> rows.find(id).ifPresent(account -> rows.put(id, change.apply(account))));
    }

    @Override
    public List<Account> search(String text, @Nullable DeveloperId after, int limit) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return rows
                .list(account -> (after == null || account.id().value().compareTo(after.value()) < 0)
                        && (account.email().contains(wanted)
                                || account.name().toLowerCase(Locale.ROOT).contains(wanted)
                                || account.id().value().toLowerCase(Locale.ROOT).equals(wanted)))
                .stream()
                .sorted(Comparator.comparing((Account account) -> account.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean suspend(DeveloperId id, Suspension suspension) {
        return transactions.inTransaction(() -> {
            boolean free = rows.find(id)
                    .filter(account -> account.suspendedAt() == null)
                    .isPresent();
            if (free) {
                change(id, account -> account.suspended(suspension.at()));
                suspensions.put(id, suspension);
            }
            return free;
        });
    }

    @Override
    public Optional<Suspension> suspension(DeveloperId id) {
        return suspensions.find(id);
    }

    @Override
    public boolean unsuspend(DeveloperId id) {
        return transactions.inTransaction(() -> {
            boolean suspended = suspensions.remove(id);
            change(id, account -> account.suspended(null));
            return suspended;
        });
    }
}
