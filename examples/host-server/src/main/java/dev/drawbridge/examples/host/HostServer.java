package dev.drawbridge.examples.host;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Fieldwork on the JDK's own HTTP server. Configured by environment variables, see {@link HostSettings}. */
public final class HostServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostServer.class);
    private static final int DRAIN_SECONDS = 10;

    private final HttpServer server;
    private final Fieldwork fieldwork;
    private final Drain drain;
    private final URI url;

    private HostServer(HttpServer server, Fieldwork fieldwork, URI url) {
        this.server = server;
        this.fieldwork = fieldwork;
        this.url = url;
        this.drain = new Drain();
        server.createContext("/", new JdkHttpServerAdapter(drain.before(fieldwork.site())));
    }

    /**
     * Starts the host and prints where it is ready; ends with status 1 and a message if it cannot start.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            HostServer host = start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(host::close, "shutdown"));
            System.out.println("Ready: " + host.url());
        } catch (HostSettings.InvalidSettings | ConfigurationException e) {
            stop(String.valueOf(e.getMessage()));
        } catch (VaultException e) {
            stop("MASTER_KEY does not open what is in the database: " + e.getMessage()
                    + ". Give the key it was sealed with, or use another database.");
        } catch (StoreUnavailableException e) {
            stop("The database (DATABASE_URL) cannot be reached: " + e.getMessage());
        } catch (IOException e) {
            stop("The server cannot listen (PORT, TLS_KEYSTORE): " + e.getMessage());
        }
    }

    /**
     * Starts the host.
     *
     * @param variables environment variables
     * @return the running host
     * @throws IOException if the port is taken or the keystore cannot be read
     */
    public static HostServer start(Map<String, String> variables) throws IOException {
        HostSettings settings = HostSettings.from(variables);
        settings.warnings().forEach(LOG::warn);
        // Bound but not started: connections wait until everything behind is ready.
        HttpServer server = Listener.bind(settings);
        boolean done = false;
        try {
            String scheme = settings.tls().isPresent() ? "https" : "http";
            URI url = settings.publicUrl()
                    .orElseGet(() -> URI.create(
                            scheme + "://localhost:" + server.getAddress().getPort()));
            HostServer host = new HostServer(server, Fieldwork.open(settings, url), url);
            host.fieldwork.start();
            server.start();
            done = true;
            return host;
        } finally {
            if (!done) {
                server.stop(0);
            }
        }
    }

    /**
     * Returns where the host is reached.
     *
     * @return the public URL
     */
    public URI url() {
        return url;
    }

    /**
     * Returns where this process listens, whatever the public URL is.
     *
     * @return a URL on localhost
     */
    public URI localUrl() {
        return URI.create((url.getScheme().equals("https") ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort());
    }

    /** Ends the host: requests and webhook sends in flight finish, for at most 10 s. */
    @Override
    public void close() {
        drain.await(DRAIN_SECONDS, TimeUnit.SECONDS);
        server.stop(0);
        fieldwork.close();
    }

    private static void stop(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
