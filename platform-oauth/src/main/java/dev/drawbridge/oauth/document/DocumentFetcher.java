package dev.drawbridge.oauth.document;

import dev.drawbridge.core.egress.Egress;
import dev.drawbridge.core.egress.EgressDocument;
import dev.drawbridge.core.egress.EgressLimits;
import dev.drawbridge.core.share.Tenant;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Fetches documents, at most {@value #MAX_FETCHES} at a time. Redirects, cookies, credentials and
 * addresses that are not public are the egress guard's to refuse. Thread-safe.
 */
final class DocumentFetcher {

    /** 2 s to connect, 3 s in all, 8 kB of headers, 5 kB of body (draft §6.6). */
    static final EgressLimits CAPS = new EgressLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), 8 * 1024, 5 * 1024);

    static final int MAX_FETCHES = 8;

    private static final String ACCEPT = "application/json";

    private final Egress egress;
    private final Semaphore fetches = new Semaphore(MAX_FETCHES);

    DocumentFetcher(Egress egress) {
        this.egress = egress;
    }

    /** Fetches; empty if too many others are being fetched. */
    Optional<EgressDocument> fetch(URI url) {
        if (!fetches.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(egress.get(Tenant.stranger(url.getHost()), url, ACCEPT, CAPS));
        } finally {
            fetches.release();
        }
    }
}
