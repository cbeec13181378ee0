package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantFilter;
import dev.drawbridge.core.spi.app.GrantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keeps grants in memory. Thread-safe. */
public final class MemoryGrantStore implements GrantStore {

    private static final Comparator<Grant> OLDEST_FIRST =
            Comparator.comparing(Grant::since).thenComparing(grant -> grant.id().value());

    private final MemoryTransactions transactions;
    private final MemoryTable<GrantId, Grant> grants;

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryGrantStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.grants = transactions.table();
    }

    @Override
    public boolean insert(Grant grant) {
        return transactions.inTransaction(() -> {
            boolean taken = grant.live()
                    && (grant.kind() == Grant.Kind.USER
                                    ? liveOfUser(grant.app(), grant.company(), grant.user())
                                    : liveInstallation(grant.app(), grant.company()))
                            .isPresent();
            return !taken && grants.insert(grant.id(), grant);
        });
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return grants.find(id);
    }

    @Override
    public Optional<Grant> liveOfUser(AppId app, CompanyId company, UserId user) {
        return live(grant -> grant.kind() == Grant.Kind.USER
                        && grant.app().equals(app)
                        && grant.company().equals(company)
                        && grant.user().equals(user))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Grant> liveInstallation(AppId app, CompanyId company) {
        return live(grant -> grant.kind() == Grant.Kind.INSTALL
                        && grant.app().equals(app)
                        && grant.company().equals(company))
                .stream()
                .findFirst();
    }

    @Override
    public List<Grant> active(CompanyId company) {
        return live(grant -> grant.company().equals(company)).stream()
                .sorted(OLDEST_FIRST.reversed())
                .toList();
    }

    @Override
    public List<Grant> activeOf(AppId app) {
        return live(grant -> grant.app().equals(app)).stream()
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public Map<AppId, Long> companies(Set<AppId> apps) {
        Map<AppId, Set<CompanyId>> companies = new HashMap<>();
        live(grant -> apps.contains(grant.app()))
                .forEach(grant -> companies
                        .computeIfAbsent(grant.app(), app -> new HashSet<>())
                        .add(grant.company()));
        Map<AppId, Long> counts = new HashMap<>();
        companies.forEach((app, found) -> counts.put(app, (long) found.size()));
        return counts;
    }

    @Override
    public boolean changeScopes(GrantId id, Scopes from, Scopes to) {
        return transactions.inTransaction(
                () -> find(id).filter(grant -> grant.scopes().equals(from)).isPresent()
                        && changeLive(id, grant -> grant.withScopes(to)));
    }

    @Override
    public boolean end(GrantId id, Instant at) {
        return changeLive(id, grant -> grant.endedAt(at));
    }

    @Override
    public List<GrantId> purgeEnded(Instant before, int limit) {
        return purge(grant -> endedBefore(grant, before), limit);
    }

    @Override
    public List<GrantId> purgeOf(AppId app, int limit) {
        return purge(grant -> grant.app().equals(app), limit);
    }

    private List<GrantId> purge(Predicate<Grant> filter, int limit) {
        return transactions.inTransaction(() -> {
            List<GrantId> doomed =
                    grants.list(filter).stream().limit(limit).map(Grant::id).toList();
            doomed.forEach(grants::remove);
            return doomed;
        });
    }

    private static boolean endedBefore(Grant grant, Instant before) {
        Instant ended = grant.ended();
        return ended != null && ended.isBefore(before);
    }

    private List<Grant> live(Predicate<Grant> filter) {
        return grants.list(grant -> grant.live() && filter.test(grant));
    }

    private boolean changeLive(GrantId id, UnaryOperator<Grant> change) {
        return transactions.inTransaction(() -> {
            Optional<Grant> found = grants.find(id).filter(Grant::live);
            found.ifPresent(grant -> grants.put(id, change.apply(grant)));
            return found.isPresent();
        });
    }

    @Override
    public List<Grant> live(GrantFilter filter) {
        String after = filter.after();
        return live(grant -> filter.matches(grant)
                        && (after == null || grant.id().value().compareTo(after) < 0))
                .stream()
                .sorted(Comparator.comparing((Grant grant) -> grant.id().value())
                        .reversed())
                .limit(filter.limit())
                .toList();
    }
}
