package dev.drawbridge.core.http.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Makes HTTP servers of the JDK that no silent client can stop: every wait has an end and a count. Thread-safe.
 *
 * <p>As it comes, this server handles all requests on one thread and waits for ever for the rest of a request. A server made
 * here closes a connection whose request is not complete after 10 s, whose response is not taken after 60 s, or that is
 * idle for 75 s, which is longer than the 60 s that load balancers keep theirs; it holds at most 4,000 connections. On JDK
 * 24 or newer each request has a virtual thread, otherwise one of a pool that grows to 1,000. (On JDK 21 to 23 a virtual
 * thread that waits in this server keeps its carrier from all others, so the pool serves there too.)
 *
 * <p>The limits are the JDK's system properties {@code sun.net.httpserver.*}, which it reads when the first server of the
 * process is made: make the first one here, or call {@link #prepare()} before. A property that the host has set stays.
 *
 * <p>For production put a reverse proxy or load balancer in front that ends TLS, buffers requests, and limits connections
 * and requests per address; these limits are what remains when it lets something through.
 */
public final class JdkHttpServers {

    private static final int BACKLOG = 256;

    private static final Map<String, String> PROPERTIES = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "60",
            "sun.net.httpserver.idleInterval", "75",
            "sun.net.httpserver.maxIdleConnections", "1000",
            "jdk.httpserver.maxConnections", "4000",
            // Before JDK 21 every response on a kept connection takes 40 ms otherwise.
            "sun.net.httpserver.nodelay", "true");

    private JdkHttpServers() {}

    /** Sets the limits that the host has not set, for hosts that make their servers themselves. */
    public static void prepare() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /**
     * Binds a server for plain HTTP. It does not serve before {@code start()}.
     *
     * @param address where to listen; port 0 = any free port
     * @return the server, with an executor
     * @throws IOException if the address is taken
     */
    public static HttpServer create(InetSocketAddress address) throws IOException {
        prepare();
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.setExecutor(executor());
        return server;
    }

    /**
     * Binds a server for HTTPS. It needs {@code setHttpsConfigurator} before {@code start()}.
     *
     * @param address where to listen; port 0 = any free port
     * @return the server, with an executor
     * @throws IOException if the address is taken
     */
    public static HttpsServer createHttps(InetSocketAddress address) throws IOException {
        prepare();
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setExecutor(executor());
        return server;
    }

    /**
     * Makes what runs requests: a thread for each. Its threads are daemons and end by themselves, so nobody has to close it.
     *
     * @return a new executor
     */
    public static Executor executor() {
        return RequestThreads.executor();
    }
}
