package dev.drawbridge.oauth.internal.document;

import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.internal.egress.EgressDocument;
import dev.drawbridge.core.internal.egress.EgressLimits;
import dev.drawbridge.core.internal.share.Fetches;
import dev.drawbridge.core.internal.share.Recent;
import dev.drawbridge.core.internal.share.Shares;
import dev.drawbridge.core.internal.share.TenantShares;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.internal.registration.MetadataReader;
import dev.drawbridge.oauth.internal.registration.RegistrationRefusedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients whose id is the URL of a document that describes them. Thread-safe; {@link #read} may take 3 s.
 *
 * <p>A document is fresh as long as its server says, from {@link #MIN_FRESH} to {@link #MAX_FRESH}; errors and documents that
 * are not valid are not remembered, so each user has {@value #READS} reads a minute. While a server does not respond, what is
 * known of its client holds until it expires.
 */
public final class ClientDocuments {

    /** How long a document counts as fresh at least. */
    static final Duration MIN_FRESH = Duration.ofMinutes(1);

    /** How long a document counts as fresh whose server does not say. */
    static final Duration DEFAULT_FRESH = Duration.ofHours(1);

    /** How long a document counts as fresh at most. */
    static final Duration MAX_FRESH = Duration.ofHours(24);

    /** 2 s to connect, 3 s in all, 8 kB of headers, 5 kB of body (draft §6.6). */
    static final EgressLimits CAPS = new EgressLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), 8 * 1024, 5 * 1024);

    private static final int READS = 20;
    private static final int MAX_FETCHES = 8;
    private static final int MAX_WAITING = 4;
    private static final Duration PATIENCE = CAPS.total().plusMillis(500);
    private static final int MAX_REMEMBERED = 10_000;
    private static final int SERVER_ERROR = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ClientDocuments.class);

    private final Egress egress;
    private final Apps apps;
    private final DescribedApps described;
    private final MetadataReader reader;
    private final @Nullable ClientDocumentPolicy policy;
    private final Throttles throttles;
    private final PlatformClock clock;
    private final Recent<ClientId, Instant> freshUntil = new Recent<>(MAX_REMEMBERED);

    /** Eight in all and two of a site, and one for the background; of those who wait one for each user. */
    private final Fetches<ClientId, Outcome> fetches = new Fetches<>(
            "drawbridge-documents",
            new TenantShares(Shares.of(1, 1), Shares.of(MAX_FETCHES, 2)),
            new TenantShares(Shares.of(1, 1), Shares.of(MAX_WAITING, 1)));

    /** What became of reading a document. */
    public enum Outcome {
        /** The app is what the document says, or as it was known while the server does not respond. */
        READY,
        /** There is no such document, or it is not valid, or the host refuses it. */
        REFUSED,
        /** Too many documents are being read, or this user had too many read. */
        BUSY
    }

    /**
     * Makes the reader.
     *
     * @param egress fetches documents
     * @param apps finds apps, possibly some seconds late
     * @param described keeps what documents say
     * @param reader reads what they say
     * @param policy decides about clients; null = no client describes itself
     * @param throttles count the reads of users
     * @param clock says when
     */
    public ClientDocuments(
            Egress egress,
            Apps apps,
            DescribedApps described,
            MetadataReader reader,
            @Nullable ClientDocumentPolicy policy,
            Throttles throttles,
            PlatformClock clock) {
        this.egress = egress;
        this.apps = apps;
        this.described = described;
        this.reader = reader;
        this.policy = policy;
        this.throttles = throttles;
        this.clock = clock;
    }

    /**
     * Tells whether the document of a client should be read before its request is judged.
     *
     * @param clientId what was sent
     * @return false for other client ids, ids that somebody registered, and documents that are fresh
     */
    public boolean due(String clientId) {
        Optional<DocumentUrl> url = url(clientId);
        if (url.isEmpty()) {
            return false;
        }
        Optional<App> known = apps.findByClientId(url.get().clientId());
        if (known.isPresent() && !DescribedApps.followsItsDocument(known.get())) {
            return false;
        }
        Instant now = clock.instant();
        return !fresh(url.get().clientId())
                || known.filter(app -> app.usable(now)).isEmpty()
                || verdict(url.get().uri()) == ClientDocumentPolicy.Verdict.DENY;
    }

    /**
     * Reads the document of a client and keeps what it says. Call it outside of transactions.
     *
     * @param clientId for which {@link #due} is true
     * @param user who is logged in and wants to connect the client
     * @param actor who does it
     * @return what became of it
     */
    public Outcome read(String clientId, UserId user, Actor actor) {
        Optional<DocumentUrl> url = url(clientId);
        if (url.isEmpty() || verdict(url.get().uri()) == ClientDocumentPolicy.Verdict.DENY) {
            return Outcome.REFUSED;
        }
        boolean often = throttles
                .attempt("client.document", user.value(), READS, Duration.ofMinutes(1))
                .isPresent();
        if (often) {
            return Outcome.BUSY;
        }
        DocumentUrl at = url.get();
        Tenant site = Tenant.stranger(at.uri().getHost());
        return readOnce(site, new Tenant(Tenant.Kind.STRANGER, "user " + user.value()), at, actor);
    }

    /** Reads, or waits for who is reading the same document already. Without a turn the known app is used. */
    private Outcome readOnce(Tenant tenant, Tenant waiter, DocumentUrl url, Actor actor) {
        Optional<Outcome> outcome = fetches.await(
                tenant,
                waiter,
                url.clientId(),
                PATIENCE,
                () ->
                        // Somebody may have read it between our look and our turn.
                        fresh(url.clientId()) && usable(url) ? Outcome.READY : read(tenant, url, actor));
        return outcome.orElseGet(() -> usable(url) ? Outcome.READY : Outcome.BUSY);
    }

    private Outcome read(Tenant tenant, DocumentUrl url, Actor actor) {
        EgressDocument document = egress.get(tenant, url.uri(), "application/json", CAPS);
        if (!document.json()) {
            LOG.info(
                    "The document of client {} could not be read: status {}, {}",
                    url.clientId(),
                    document.status(),
                    document.failure());
            // A server that is down says nothing about its client; one that has no such document does.
            boolean down = document.failure() != null || document.status() >= SERVER_ERROR;
            return down && usable(url) ? Outcome.READY : Outcome.REFUSED;
        }
        try {
            described.keep(url, DescribedClient.read(url, document.text(), reader), actor);
        } catch (RegistrationRefusedException e) {
            LOG.info("The document of client {} is refused: {}", url.clientId(), e.description());
            return Outcome.REFUSED;
        }
        remember(url.clientId(), document);
        return Outcome.READY;
    }

    private boolean fresh(ClientId clientId) {
        return clock.instant().isBefore(freshUntil.find(clientId).orElse(Instant.MIN));
    }

    private boolean usable(DocumentUrl url) {
        return described
                .find(url)
                .filter(app -> DescribedApps.followsItsDocument(app) && app.usable(clock.instant()))
                .isPresent();
    }

    private void remember(ClientId clientId, EgressDocument document) {
        Duration within = document.freshFor(MIN_FRESH, DEFAULT_FRESH, MAX_FRESH);
        freshUntil.put(clientId, clock.instant().plus(within));
    }

    /**
     * Reads the document of an app again, in the background.
     *
     * @param app described by a document
     */
    public void readAgain(App app) {
        Optional<DocumentUrl> url = url(app.clientId().value());
        boolean wanted = url.isPresent()
                && DescribedApps.followsItsDocument(app)
                && verdict(url.get().uri()) != ClientDocumentPolicy.Verdict.DENY;
        if (wanted) {
            readOnce(Tenant.HOST, Tenant.HOST, url.get(), Actor.SYSTEM);
        }
    }

    /**
     * Returns where the document of an app is.
     *
     * @param app any app
     * @return the host of its client id; empty if it is not described by a document
     */
    public static Optional<String> host(App app) {
        String id = app.clientId().value();
        boolean described =
                app.definedBy() == DefinedBy.DYNAMIC && (id.startsWith("https://") || id.startsWith("http://"));
        return described ? Optional.ofNullable(URI.create(id).getHost()) : Optional.empty();
    }

    /**
     * Tells whether the consent page should warn of an app.
     *
     * @param app any app
     * @return true if it is described by a document and the host's policy says so
     */
    public boolean warns(App app) {
        return host(app).isPresent()
                && verdict(URI.create(app.clientId().value())) == ClientDocumentPolicy.Verdict.WARN;
    }

    /**
     * Returns what the metadata of the server says about described clients.
     *
     * @return the members
     */
    public Map<String, Object> metadata() {
        return policy == null ? Map.of() : Map.of("client_id_metadata_document_supported", true);
    }

    private Optional<DocumentUrl> url(String clientId) {
        return policy == null ? Optional.empty() : DocumentUrl.read(clientId, egress.rules());
    }

    private ClientDocumentPolicy.Verdict verdict(URI clientId) {
        return policy == null ? ClientDocumentPolicy.Verdict.DENY : policy.judge(clientId);
    }
}
