package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.internal.egress.EgressDocument;
import dev.drawbridge.core.internal.egress.EgressLimits;
import dev.drawbridge.core.internal.share.Fetches;
import dev.drawbridge.core.internal.share.Recent;
import dev.drawbridge.core.internal.share.Shares;
import dev.drawbridge.core.internal.share.TenantShares;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.Tenant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that apps publish at their {@code jwks_uri}. Thread-safe.
 *
 * <p>Anybody can send an assertion that makes us fetch, so fetches are rationed: one at a time per app, one in {@link
 * #PAUSE} per app whatever its outcome, and a share of all for each tenant. Fetches run on threads of their own, and few
 * requests wait for them: the others are told to come again. Where keys are known, they decide: whoever shows nothing that
 * one of them signed starts a fetch and never waits for it; whoever does waits a little for younger keys, so that a key that
 * is not published any more dies. When fetching fails, known keys serve for {@link #MAX_STALE} more.
 */
final class RemoteKeys {

    /** 3 s to connect, 5 s in all, 16 kB of headers, as much body as a set may have. */
    static final EgressLimits CAPS =
            new EgressLimits(Duration.ofSeconds(3), Duration.ofSeconds(5), 16 * 1024, JwkSet.MAX_LENGTH);

    /** How long keys count as fresh: what the server says, within bounds. */
    static final Duration MIN_FRESH = Duration.ofMinutes(1);

    static final Duration DEFAULT_FRESH = Duration.ofMinutes(10);
    static final Duration MAX_FRESH = Duration.ofHours(1);

    /** How long keys serve after that while their server does not respond. */
    static final Duration MAX_STALE = Duration.ofHours(1);

    /** Between two fetches for one app, also when no key fits: who publishes a new key announces it so long before. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** How long a request waits for the first keys of an app: as long as a fetch takes. */
    static final Duration PATIENCE = CAPS.total().plusMillis(500);

    /** How long a request that a known key signed waits for younger keys. */
    static final Duration PROVEN_PATIENCE = Duration.ofSeconds(2);

    private static final int MAX_APPS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final Egress egress;
    private final PlatformClock clock;
    private final Recent<AppId, Known> cache = new Recent<>(MAX_APPS);
    private final Recent<AppId, Known> strangers = new Recent<>(MAX_APPS);
    private final Fetches<AppId, Known> fetches = new Fetches<>(
            "drawbridge-keys",
            new TenantShares(Shares.of(16, 4), Shares.of(8, 2)),
            // So many requests are parked at the very most.
            new TenantShares(Shares.of(3, 2), Shares.of(2, 1)));

    RemoteKeys(Egress egress, PlatformClock clock) {
        this.egress = egress;
        this.clock = clock;
    }

    private record Known(URI uri, @Nullable JwkSet keys, Instant triedAt, Instant freshUntil) {

        Optional<JwkSet> usable(Instant now) {
            return now.isBefore(freshUntil.plus(MAX_STALE)) ? Optional.ofNullable(keys) : Optional.empty();
        }
    }

    /** Whose keys are wanted, and where they are. */
    record Publisher(AppId app, Tenant tenant, URI uri) {}

    /**
     * Finds the keys of an app for an assertion.
     *
     * @throws KeysBusyException if they are not known yet, or none fits and younger ones are still on the way
     */
    Optional<JwkSet> find(Publisher publisher, ClientAssertion assertion) {
        Instant now = clock.instant();
        Known known = known(publisher);
        Optional<JwkSet> usable = known == null ? Optional.empty() : known.usable(now);
        if (known != null && !due(known, assertion, now)) {
            return usable;
        }
        boolean proven = usable.filter(assertion::signedByKeyIn).isPresent();
        Supplier<Known> fetch = () -> fetched(publisher, known, now);
        if (usable.isPresent() && !proven) {
            fetches.start(publisher.tenant(), publisher.app(), fetch);
            throw new KeysBusyException();
        }
        Duration patience = proven ? PROVEN_PATIENCE : PATIENCE;
        Optional<Known> fetched =
                fetches.await(publisher.tenant(), publisher.tenant(), publisher.app(), patience, fetch);
        if (fetched.isPresent()) {
            return fetched.get().usable(now);
        }
        if (proven) {
            return usable;
        }
        throw new KeysBusyException();
    }

    private @Nullable Known known(Publisher publisher) {
        return cache(publisher)
                .find(publisher.app())
                .filter(known -> known.uri().equals(publisher.uri()))
                .orElse(null);
    }

    /** Strangers can register as many apps as they like, and must not crowd out other developers' keys. */
    private Recent<AppId, Known> cache(Publisher publisher) {
        return publisher.tenant().kind() == Tenant.Kind.STRANGER ? strangers : cache;
    }

    private static boolean due(Known known, ClientAssertion assertion, Instant now) {
        JwkSet keys = known.keys();
        boolean good = keys != null
                && now.isBefore(known.freshUntil())
                && assertion.keyIn(keys).isPresent();
        return !good && !now.isBefore(known.triedAt().plus(PAUSE));
    }

    private Known fetched(Publisher publisher, @Nullable Known before, Instant now) {
        Known meanwhile = known(publisher);
        if (meanwhile != null && !meanwhile.equals(before)) {
            // Somebody fetched between our look and our turn.
            return meanwhile;
        }
        URI uri = publisher.uri();
        EgressDocument document =
                egress.get(publisher.tenant(), uri, "application/jwk-set+json, application/json", CAPS);
        Known known = read(uri, document, now).orElseGet(() -> {
            LOG.info(
                    "The keys of app {} could not be fetched: status {}, {}",
                    publisher.app().value(),
                    document.status(),
                    document.failure());
            return before == null
                    ? new Known(uri, null, now, now)
                    : new Known(uri, before.keys(), now, before.freshUntil());
        });
        cache(publisher).put(publisher.app(), known);
        return known;
    }

    private static Optional<Known> read(URI uri, EgressDocument document, Instant now) {
        if (!document.json()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Known(
                    uri,
                    JwkSet.read(document.text()),
                    now,
                    now.plus(document.freshFor(MIN_FRESH, DEFAULT_FRESH, MAX_FRESH))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
