package dev.drawbridge.core.internal.egress;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets up the HTTP library: everything that it would do by itself is switched off.
 *
 * <p>A connection serves one request, unless the {@link Exchange} belongs to a group. Then it waits for the next request of
 * the same group to the same scheme, host and port; no other request can get it. It was judged when it was opened and ends
 * with its {@link KeptConnections#life}.
 */
final class Transport {

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 200;

    /** Senders limit themselves; the pool must never be where they wait. */
    private static final int UNLIMITED = 10_000;

    /** A connection that has waited for so long is tried before it is used; a shorter wait is not worth the 1 ms. */
    private static final TimeValue TRY_AFTER = TimeValue.ofMilliseconds(500);

    /** {@code Keep-Alive: timeout=5} (RFC 2068 §19.7.1.1), as servers still say it. */
    private static final Pattern KEEP_ALIVE = Pattern.compile("(?i)\\btimeout\\s*=\\s*([0-9]{1,9})");

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final KeptConnections kept;

    private Transport(
            CloseableHttpClient client, PoolingHttpClientConnectionManager connections, KeptConnections kept) {
        this.client = client;
        this.connections = connections;
        this.kept = kept;
    }

    static Transport of(VettingResolver resolver, EgressLimits limits, KeptConnections kept) {
        PoolingHttpClientConnectionManager connections = connections(resolver, limits, kept);
        return new Transport(client(connections, limits, kept), connections, kept);
    }

    ClassicHttpResponse open(HttpHost host, HttpUriRequestBase request, HttpClientContext context) throws IOException {
        return client.executeOpen(host, request, context);
    }

    /** Closes connections that have waited too long; tells whether some still wait. */
    boolean sweep() {
        connections.closeExpired();
        connections.closeIdle(TimeValue.of(kept.idle()));
        return connections.getTotalStats().getAvailable() > 0;
    }

    private static PoolingHttpClientConnectionManager connections(
            VettingResolver resolver, EgressLimits limits, KeptConnections kept) {
        var factory = ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls())
                .setMaxConnTotal(UNLIMITED)
                .setMaxConnPerRoute(UNLIMITED)
                // Whoever closes a connection must not hold the lock of all others meanwhile.
                .setOffLockDisposalEnabled(true)
                .setConnectionFactory(socket -> new AbruptConnection(factory.createConnection(socket)))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.total()))
                        .setTimeToLive(TimeValue.of(kept.life()))
                        .setValidateAfterInactivity(TRY_AFTER)
                        .build())
                .build();
    }

    private static CloseableHttpClient client(
            PoolingHttpClientConnectionManager connections, EgressLimits limits, KeptConnections kept) {
        Timeout total = Timeout.of(limits.total());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new KeptConnectionExecutor())
                .setConnectionReuseStrategy((request, response, context) -> Exchange.in(context)
                                .keeps()
                        && HttpCoreContext.cast(context).getEndpointDetails().getRequestCount() < kept.requests()
                        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context))
                .setKeepAliveStrategy((response, context) -> idle(response, kept))
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(total)
                        .setResponseTimeout(total)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setExpectContinueEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /** As long as the receiver says, and never longer than we do. */
    private static TimeValue idle(HttpResponse response, KeptConnections kept) {
        TimeValue limit = TimeValue.of(kept.idle());
        Header hint = response.getFirstHeader("Keep-Alive");
        Matcher matcher = KEEP_ALIVE.matcher(hint == null || hint.getValue() == null ? "" : hint.getValue());
        return matcher.find() && Long.parseLong(matcher.group(1)) < kept.idle().toSeconds()
                ? TimeValue.ofSeconds(Long.parseLong(matcher.group(1)))
                : limit;
    }

    private static TlsSocketStrategy tls() {
        TlsSocketStrategy strategy = ClientTlsStrategyBuilder.create()
                .setSslContext(context())
                .setTlsVersions(TLS.V_1_2, TLS.V_1_3)
                .buildClassic();
        return new TlsSocketStrategy() {
            @Override
            public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext context)
                    throws IOException {
                Exchange.in(context).deadline().watch(socket);
                return strategy.upgrade(socket, host, port, attachment, context);
            }
        };
    }

    /** Trusts what the JVM trusts, and offers no client certificate: the host's own key store must not leak. */
    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }
}
