package dev.drawbridge.webhooks.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.webhooks.internal.memory.MemoryTables.Lane;
import dev.drawbridge.webhooks.spi.EndpointBacklog;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Endpoints, their secrets and their lanes in memory. Thread-safe. */
public final class MemoryEndpointStore implements EndpointStore, EndpointSecretStore {

    private final MemoryTables tables;

    public MemoryEndpointStore(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean insert(WebhookEndpoint endpoint, EndpointSecret secret, int max) {
        return tables.transactions.inTransaction(() -> {
            if (ofApp(endpoint.app()).size() >= max || !tables.endpoints.insert(endpoint.id(), endpoint)) {
                return false;
            }
            tables.secrets.put(secret.id(), secret);
            tables.lanes.put(
                    endpoint.id(),
                    new Lane(endpoint.id(), tables.tenantOf(endpoint.app()), null, 0, 0, LaneHealth.GOOD));
            return true;
        });
    }

    @Override
    public Optional<WebhookEndpoint> find(EndpointId id) {
        return tables.endpoints.find(id);
    }

    @Override
    public List<WebhookEndpoint> ofApp(AppId app) {
        return tables.endpoints.list(endpoint -> endpoint.app().equals(app));
    }

    @Override
    public List<WebhookEndpoint> disabled(Set<AppId> apps) {
        return tables.endpoints.list(
                endpoint -> apps.contains(endpoint.app()) && endpoint.status().disabled());
    }

    @Override
    public boolean update(WebhookEndpoint changed) {
        return tables.transactions.inTransaction(() -> {
            Optional<WebhookEndpoint> before =
                    find(changed.id()).filter(stored -> stored.version() == changed.version() - 1);
            before.ifPresent(stored -> tables.endpoints.put(
                    stored.id(),
                    stored.edited(changed.url(), changed.description(), changed.events(), changed.version())));
            return before.isPresent();
        });
    }

    @Override
    public boolean moveStatus(EndpointId id, EndpointStatus from, EndpointStatus to, Instant now) {
        return tables.transactions.inTransaction(() -> {
            Optional<WebhookEndpoint> before = find(id).filter(stored -> stored.status() == from);
            before.ifPresent(stored -> move(stored, to));
            return before.isPresent();
        });
    }

    private void move(WebhookEndpoint stored, EndpointStatus to) {
        tables.endpoints.put(stored.id(), stored.moved(to));
        if (to == EndpointStatus.ACTIVE) {
            tables.lanes
                    .find(stored.id())
                    .ifPresent(lane -> tables.lanes.put(stored.id(), lane.withHealth(LaneHealth.GOOD)));
        }
    }

    @Override
    public boolean delete(EndpointId id) {
        return tables.transactions.inTransaction(() -> {
            tables.secrets.removeIf(secret -> secret.endpoint().equals(id), Integer.MAX_VALUE);
            tables.lanes.remove(id);
            return tables.endpoints.remove(id);
        });
    }

    @Override
    public List<EndpointId> orphans(int limit) {
        return tables.endpoints.list(endpoint -> tables.forgotten(endpoint.app())).stream()
                .map(WebhookEndpoint::id)
                .limit(limit)
                .toList();
    }

    @Override
    public List<EndpointSecret> live(EndpointId endpoint, Instant now) {
        return tables.secrets.list(secret -> secret.endpoint().equals(endpoint) && isLive(secret, now)).stream()
                .sorted(Comparator.comparing(EndpointSecret::createdAt)
                        .thenComparing(secret -> secret.expiresAt() == null)
                        .reversed())
                .toList();
    }

    @Override
    public Map<EndpointId, List<EndpointSecret>> live(Set<EndpointId> endpoints, Instant now) {
        return tables.transactions.inTransaction(() -> endpoints.stream()
                .filter(id -> !live(id, now).isEmpty())
                .collect(Collectors.toMap(Function.identity(), id -> live(id, now))));
    }

    private static boolean isLive(EndpointSecret secret, Instant now) {
        Instant end = secret.expiresAt();
        return end == null || now.isBefore(end);
    }

    @Override
    public Rotation rotate(EndpointSecret next, Instant oldUntil, int max, Instant now) {
        return tables.transactions.inTransaction(() -> {
            if (find(next.endpoint()).isEmpty()) {
                return Rotation.UNKNOWN;
            }
            List<EndpointSecret> live = live(next.endpoint(), now);
            if (live.size() >= max && oldUntil.isAfter(now)) {
                return Rotation.TOO_MANY;
            }
            live.stream()
                    .filter(secret -> secret.expiresAt() == null)
                    .forEach(secret -> tables.secrets.put(
                            secret.id(),
                            new EndpointSecret(
                                    secret.id(), secret.endpoint(), secret.sealed(), secret.createdAt(), oldUntil)));
            tables.secrets.put(next.id(), next);
            return Rotation.ROTATED;
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return tables.secrets.removeIf(
                secret -> {
                    Instant end = secret.expiresAt();
                    return end != null && end.isBefore(before);
                },
                limit);
    }

    @Override
    public List<EndpointBacklog> backlog(@Nullable EndpointId after, int limit) {
        return tables.transactions.inTransaction(() ->
                tables
                        .endpoints
                        .list(endpoint -> after == null || endpoint.id().value().compareTo(after.value()) < 0)
                        .stream()
                        .sorted(Comparator.comparing((WebhookEndpoint endpoint) ->
                                        endpoint.id().value())
                                .reversed())
                        .limit(limit)
                        .map(this::backlogOf)
                        .toList());
    }

    private EndpointBacklog backlogOf(WebhookEndpoint endpoint) {
        List<Instant> waiting =
                tables
                        .deliveries
                        .list(row -> row.delivery().endpoint().equals(endpoint.id()) && row.due() != null)
                        .stream()
                        .map(row -> row.delivery().createdAt())
                        .sorted()
                        .toList();
        return new EndpointBacklog(endpoint, waiting.size(), waiting.isEmpty() ? null : waiting.get(0));
    }
}
