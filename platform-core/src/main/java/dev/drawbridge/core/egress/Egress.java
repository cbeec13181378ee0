package dev.drawbridge.core.egress;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.share.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
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
 * redirect is followed; no cookie, credential, proxy or system property takes part; no more of the answer is read than the
 * limits say; nothing is sent twice.
 */
public final class Egress {

    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);

    private final TargetRules rules;
    private final EgressLimits limits;
    private final VettingResolver resolver;
    private final ScheduledThreadPoolExecutor timer = Deadline.timer();
    private @Nullable CloseableHttpClient client;

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
        this.rules = rules;
        this.limits = limits;
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
     * Sends a POST and waits for the answer.
     *
     * @param request the request
     * @return what became of it; failures are values, too
     */
    public EgressResponse post(EgressRequest request) {
        long start = System.nanoTime();
        if (rules.check(request.target()).isPresent()) {
            return EgressResponse.failed(EgressFailure.FORBIDDEN_TARGET, Duration.ZERO);
        }
        HttpPost post = new HttpPost(request.target());
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> post.addHeader(name, value)));
        post.setEntity(new ByteArrayEntity(request.body(), null));
        try (Deadline deadline = Deadline.start(timer, post, limits.total())) {
            return exchange(request, post, deadline, start);
        }
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
        if (rules.check(target).isPresent()) {
            return EgressDocument.failed(EgressFailure.FORBIDDEN_TARGET);
        }
        HttpGet get = new HttpGet(target);
        get.addHeader("Accept", accept);
        try (Deadline deadline = Deadline.start(timer, get, caps.total())) {
            return fetch(tenant, target, get, deadline, caps);
        }
    }

    private EgressDocument fetch(Tenant tenant, URI target, HttpGet get, Deadline deadline, EgressLimits caps) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(Transport.DEADLINE, deadline);
        try {
            HttpHost host = host(target);
            ClassicHttpResponse response =
                    resolver.sending(tenant, deadline, () -> client().executeOpen(host, get, context));
            try {
                EgressDocument document = document(response, caps);
                // A body without a length looks complete when the deadline cuts it.
                return deadline.passed() ? EgressDocument.failed(EgressFailure.TIMEOUT) : document;
            } finally {
                // Cancelled first, because closing alone would read the rest of the body.
                get.cancel();
                closeQuietly(response);
            }
        } catch (IOException e) {
            return EgressDocument.failed(deadline.passed() ? EgressFailure.TIMEOUT : failure(e));
        } catch (IllegalStateException e) {
            return EgressDocument.failed(cut(deadline, e));
        }
    }

    private static EgressDocument document(ClassicHttpResponse response, EgressLimits caps) throws IOException {
        Headers headers = headers(response);
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(caps.snippetBytes() + 1);
        if (size(headers) > caps.headerBytes() || body.length > caps.snippetBytes()) {
            return EgressDocument.failed(EgressFailure.RESPONSE_TOO_LARGE);
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
        return new EgressDocument(response.getCode(), headers, text, null);
    }

    private EgressResponse exchange(EgressRequest request, HttpPost post, Deadline deadline, long start) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(Transport.DEADLINE, deadline);
        try {
            HttpHost host = host(request.target());
            ClassicHttpResponse response =
                    resolver.sending(request.tenant(), deadline, () -> client().executeOpen(host, post, context));
            EgressResponse answer = read(response, start);
            // Cancelled first, because closing alone would read the rest of the body.
            post.cancel();
            closeQuietly(response);
            return answer;
        } catch (IOException e) {
            EgressFailure failure = deadline.passed() ? EgressFailure.TIMEOUT : failure(e);
            return EgressResponse.failed(failure, since(start));
        } catch (IllegalStateException e) {
            return EgressResponse.failed(cut(deadline, e), since(start));
        }
    }

    /** The HTTP library complains of its own state when a request is cancelled before it has a connection. */
    private static EgressFailure cut(Deadline deadline, IllegalStateException e) {
        if (!deadline.passed()) {
            throw e;
        }
        return EgressFailure.TIMEOUT;
    }

    private EgressResponse read(ClassicHttpResponse response, long start) {
        Headers headers = headers(response);
        if (size(headers) > limits.headerBytes()) {
            return EgressResponse.failed(EgressFailure.RESPONSE_TOO_LARGE, since(start));
        }
        String snippet = snippet(response.getEntity());
        return new EgressResponse(response.getCode(), headers, snippet, since(start), null);
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("An answer was cut off: {}", e.toString());
        }
    }

    /** Reads the beginning of the body. What breaks after the status line does not change what the receiver said. */
    private String snippet(@Nullable HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        byte[] kept = new byte[limits.snippetBytes()];
        int length = 0;
        try {
            InputStream body = entity.getContent();
            int read = 0;
            while (read >= 0 && length < kept.length) {
                length += read;
                read = body.read(kept, length, kept.length - length);
            }
        } catch (IOException e) {
            return printable(kept, length);
        }
        return printable(kept, length);
    }

    private static String printable(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        StringBuilder printable = new StringBuilder(text.length());
        text.chars()
                .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c)
                .forEach(c -> printable.append((char) c));
        return printable.toString();
    }

    private static Headers headers(ClassicHttpResponse response) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            fields.computeIfAbsent(header.getName(), unused -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return Headers.of(fields);
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Map.Entry<String, List<String>> field : headers.asMap().entrySet()) {
            for (String value : field.getValue()) {
                size += field.getKey().length() + value.length() + 4;
            }
        }
        return size;
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

    /** Made at the first use: trust stores take time to load, and many hosts start without sending anything. */
    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = Transport.client(resolver, limits);
        }
        return client;
    }
}
