package dev.drawbridge.core.egress;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;

/** Sets up the HTTP library: everything that it would do by itself is switched off. */
final class Transport {

    /** Where the {@link Deadline} of an exchange stands in its context. */
    static final String DEADLINE = "drawbridge.deadline";

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 200;

    /** Senders limit themselves; the pool must never be where they wait. */
    private static final int UNLIMITED = 10_000;

    private Transport() {}

    static CloseableHttpClient client(VettingResolver resolver, EgressLimits limits) {
        Timeout total = Timeout.of(limits.total());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls())
                .setMaxConnTotal(UNLIMITED)
                .setMaxConnPerRoute(UNLIMITED)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_LINE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(total)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                // A connection serves one request: the name is resolved and judged anew for every attempt.
                .setConnectionReuseStrategy((request, response, context) -> false)
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
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
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
                if (context.getAttribute(DEADLINE) instanceof Deadline deadline) {
                    deadline.watch(socket);
                }
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
