package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Client secrets in memory. Thread-safe. */
public final class MemorySecretStore implements SecretStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, StoredSecret> secrets;

    public MemorySecretStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.secrets = transactions.table();
    }

    @Override
    public Rotation rotate(StoredSecret next, Instant previousEnds, boolean endOlder, Instant now) {
        return transactions.inTransaction(() -> {
            List<StoredSecret> live = live(next.app(), now);
            if (live.size() >= MAX_LIVE && !endOlder) {
                return new Rotation(Outcome.IN_PROGRESS, Optional.of(live.get(0)));
            }
            live.stream().skip(1).forEach(older -> put(older.expiring(now)));
            Optional<StoredSecret> previous = live.stream().findFirst().map(newest -> newest.endingBy(previousEnds));
            previous.ifPresent(this::put);
            put(next);
            return new Rotation(Outcome.ROTATED, previous);
        });
    }

    @Override
    public List<StoredSecret> live(AppId app, Instant now) {
        List<StoredSecret> live =
                new ArrayList<>(secrets.list(secret -> secret.app().equals(app) && secret.live(now)));
        // Rows keep insertion order; a secret made in the same microsecond as another is still the newer one.
        Collections.reverse(live);
        return List.copyOf(live);
    }

    @Override
    public List<StoredSecret> ending(Set<AppId> apps, Instant now) {
        return secrets
                .list(secret -> apps.contains(secret.app()) && secret.expiresAt() != null && secret.live(now))
                .stream()
                .sorted(Comparator.comparing(secret -> Objects.requireNonNull(secret.expiresAt())))
                .toList();
    }

    @Override
    public List<StoredSecret> endingBetween(Instant after, Instant until, int limit) {
        return secrets
                .list(secret -> {
                    Instant end = secret.expiresAt();
                    return end != null && end.isAfter(after) && !end.isAfter(until);
                })
                .stream()
                .sorted(Comparator.comparing(secret -> Objects.requireNonNull(secret.expiresAt())))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredSecret> end(AppId app, String id, Instant now) {
        return transactions.inTransaction(() -> secrets.find(id)
                .filter(secret -> secret.app().equals(app) && secret.live(now))
                .map(secret -> put(secret.expiring(now))));
    }

    @Override
    public Optional<Cancellation> cancelRotation(AppId app, Instant now) {
        return transactions.inTransaction(() -> {
            List<StoredSecret> live = live(app, now);
            if (live.size() < MAX_LIVE) {
                return Optional.empty();
            }
            return Optional.of(new Cancellation(
                    put(live.get(0).expiring(now)), put(live.get(1).expiring(null))));
        });
    }

    @Override
    public void touch(String id, Instant now, Instant ifBefore) {
        transactions.inTransaction(() -> {
            secrets.find(id)
                    .filter(secret ->
                            secret.lastUsedAt() == null || secret.lastUsedAt().isBefore(ifBefore))
                    .ifPresent(secret -> put(secret.used(now)));
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return secrets.removeIf(secret -> !secret.live(before), limit);
    }

    @Override
    public void forget(AppId app) {
        secrets.removeIf(secret -> secret.app().equals(app), Integer.MAX_VALUE);
    }

    private StoredSecret put(StoredSecret secret) {
        secrets.put(secret.id(), secret);
        return secret;
    }
}
