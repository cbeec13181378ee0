package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.spi.store.Tenant;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to addresses that strangers chose. Thread-safe; a call takes at most {@link EgressLimits#total()}.
 *
 * <p>Guarantees: no connection to an address that {@link TargetRules} refuses, judged at the moment of connecting; no
 * redirect is followed; no cookie, credential, proxy or system property takes part; no more of the response is read than the
 * limits say. A connection serves one request and nothing is sent twice, except for requests that say {@link
 * EgressRequest#keptFor}.
 */
public final class Egress {

    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);

    private final TargetRules rules;
    private final EgressLimits limits;
    private final VettingResolver resolver;
    private final KeptConnections kept;
    private final ScheduledThreadPoolExecutor timer = Deadline.timer("drawbridge-egress-deadline");
    private final ScheduledThreadPoolExecutor sweeper = Deadline.timer("drawbridge-egress-sweeper");
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private @Nullable Transport transport;

    /**
     * Makes a guard.
     *
     * @param rules which targets are allowed
     * @param limits how long and how much
     */
    public Egress(TargetRules rules, EgressLimits limits) {
        this(rules, limits, InetAddress::getAllByName);
    }

    Egress(TargetRules rules, EgressLimits limits, NameLookup lookup) {
        this(rules, limits, lookup, KeptConnections.DEFAULT);
    }

    Egress(TargetRules rules, EgressLimits limits, NameLookup lookup, KeptConnections kept) {
        this.rules = rules;
        this.limits = limits;
        this.kept = kept;
        this.resolver = new VettingResolver(rules, new Lookups(lookup, limits.connect()));
    }

    /**
     * Returns which targets are allowed, for checks at registration.
     *
     * @return the rules
     */
    public TargetRules rules() {
        return rules;
    }

    /**
     * Sends a POST and waits for the response.
     *
     * @param request the request
     * @return what became of it; failures are values, too
     */
    public EgressResponse post(EgressRequest request) {
        long start = System.nanoTime();
        if (rules.check(request.target()).isPresent()) {
            return EgressResponse.failed(EgressFailure.FORBIDDEN_TARGET, Duration.ZERO);
        }
        EgressResponse response = request.group()
                .flatMap(group -> exchange(request, start, deadline -> Exchange.of(deadline, group)))
                .or(() -> exchange(request, start, Exchange::alone))
                .orElseGet(() -> EgressResponse.failed(EgressFailure.PROTOCOL, since(start)));
        if (request.group().isPresent()) {
            sweepLater();
        }
        return response;
    }

    /** Returns empty if a kept connection swallowed the request. */
    private Optional<EgressResponse> exchange(
            EgressRequest request, long start, Function<Deadline, HttpClientContext> kind) {
        HttpPost post = new HttpPost(request.target());
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> post.addHeader(name, value)));
        post.setEntity(new ByteArrayEntity(request.body(), null));
        try (Deadline deadline = Deadline.start(timer, post, limits.total().minus(since(start)))) {
            HttpClientContext context = kind.apply(deadline);
            HttpHost host = host(request.target());
            try {
                ClassicHttpResponse response = resolver.sending(
                        request.tenant(), deadline, () -> transport().open(host, post, context));
                return Optional.of(read(post, response, start, Exchange.in(context)));
            } catch (IOException e) {
                EgressFailure failure = deadline.passed() ? EgressFailure.TIMEOUT : failure(e);
                return Exchange.in(context).swallowed(e)
                        ? Optional.empty()
                        : Optional.of(EgressResponse.failed(failure, since(start)));
            } catch (RuntimeException e) {
                return Optional.of(EgressResponse.failed(cut(deadline, e), since(start)));
            }
        }
    }

    private EgressResponse read(HttpPost post, ClassicHttpResponse response, long start, Exchange exchange) {
        Headers headers = ResponseReader.headers(response);
        boolean tooLarge = ResponseReader.size(headers) > limits.headerBytes();
        ResponseReader.Body body = tooLarge
                ? new ResponseReader.Body("", false)
                : ResponseReader.body(
                        response.getEntity(), limits.snippetBytes(), exchange.keeps() ? kept.drainBytes() : 0);
        if (!body.complete()) {
            // Cancelled first, because closing alone would read the rest of the body.
            post.cancel();
        }
        closeQuietly(response);
        return tooLarge
                ? EgressResponse.failed(EgressFailure.RESPONSE_TOO_LARGE, since(start))
                : new EgressResponse(response.getCode(), headers, body.text(), since(start), null);
    }

    /**
     * Fetches a document and waits for it. Whatever is not complete within the limits is a failure.
     *
     * @param tenant who wants it; its share of the threads that look names up is what it can use up
     * @param target where it is; judged again before anything is sent
     * @param accept the media types that are wanted
     * @param caps how long it may take and how large it may be; the time to connect stays that of this guard
     * @return the document; failures are values, too
     */
    public EgressDocument get(Tenant tenant, URI target, String accept, EgressLimits caps) {
        return fetch(tenant, target, accept, caps, ResponseReader::document, EgressDocument::failed);
    }

    /**
     * Fetches a file and waits for it, as {@link #get} does.
     *
     * @param tenant who wants it
     * @param target where it is; judged again before anything is sent
     * @param accept the media types that are wanted
     * @param caps how long it may take and how large it may be
     * @return the file; failures are values, too
     */
    public EgressFile download(Tenant tenant, URI target, String accept, EgressLimits caps) {
        return fetch(tenant, target, accept, caps, ResponseReader::file, EgressFile::failed);
    }

    /** Takes from a response what is wanted. */
    private interface Reader<T> {
        T read(ClassicHttpResponse response, EgressLimits caps) throws IOException;
    }

    private <T> T fetch(
            Tenant tenant,
            URI target,
            String accept,
            EgressLimits caps,
            Reader<T> reader,
            Function<EgressFailure, T> failed) {
        if (rules.check(target).isPresent()) {
            return failed.apply(EgressFailure.FORBIDDEN_TARGET);
        }
        HttpGet get = new HttpGet(target);
        get.addHeader("Accept", accept);
        try (Deadline deadline = Deadline.start(timer, get, caps.total())) {
            return fetch(tenant, target, get, deadline, response -> reader.read(response, caps), failed);
        }
    }

    /** Reads a response whose limits are known. */
    private interface Taking<T> {
        T from(ClassicHttpResponse response) throws IOException;
    }

    private <T> T fetch(
            Tenant tenant,
            URI target,
            HttpGet get,
            Deadline deadline,
            Taking<T> taking,
            Function<EgressFailure, T> failed) {
        try {
            HttpHost host = host(target);
            HttpClientContext context = Exchange.alone(deadline);
            ClassicHttpResponse response =
                    resolver.sending(tenant, deadline, () -> transport().open(host, get, context));
            try {
                T document = taking.from(response);
                // A body without a length looks complete when the deadline cuts it.
                return deadline.passed() ? failed.apply(EgressFailure.TIMEOUT) : document;
            } finally {
                // Cancelled first, because closing alone would read the rest of the body.
                get.cancel();
                closeQuietly(response);
            }
        } catch (IOException e) {
            return failed.apply(deadline.passed() ? EgressFailure.TIMEOUT : failure(e));
        } catch (RuntimeException e) {
            return failed.apply(cut(deadline, e));
        }
    }

    /** The HTTP library fails in ways of its own, a null pointer among them, when a request is cancelled while it connects. */
    private static EgressFailure cut(Deadline deadline, RuntimeException e) {
        if (!deadline.passed()) {
            throw e;
        }
        return EgressFailure.TIMEOUT;
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("A response was cut off: {}", e.toString());
        }
    }

    private static HttpHost host(URI target) {
        String host = target.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(target.getScheme(), bare, target.getPort());
    }

    private static EgressFailure failure(IOException e) {
        if (e instanceof ForbiddenTargetException) {
            return EgressFailure.FORBIDDEN_TARGET;
        }
        if (e instanceof UnknownHostException) {
            return EgressFailure.UNKNOWN_HOST;
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return EgressFailure.CONNECT;
        }
        if (e instanceof SSLException) {
            return EgressFailure.TLS;
        }
        if (e instanceof SocketTimeoutException) {
            return EgressFailure.TIMEOUT;
        }
        return e instanceof MessageConstraintException ? EgressFailure.RESPONSE_TOO_LARGE : EgressFailure.PROTOCOL;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** One look at a time, and none while no connection waits: an idle host has no thread for this. */
    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            sweeper.schedule(this::sweep, kept.idle().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        boolean more;
        try {
            more = transport().sweep();
        } finally {
            sweeping.set(false);
        }
        if (more) {
            sweepLater();
        }
    }

    /** Made at the first use: trust stores take time to load, and many hosts start without sending anything. */
    private synchronized Transport transport() {
        if (transport == null) {
            transport = Transport.of(resolver, limits, kept);
        }
        return transport;
    }
}
