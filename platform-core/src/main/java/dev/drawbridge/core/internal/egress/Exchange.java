package dev.drawbridge.core.internal.egress;

import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: what the parts of the HTTP library need to know of it. Used by the thread that sends, and by its
 * {@link Deadline}.
 */
final class Exchange {

    private static final String ATTRIBUTE = "drawbridge.exchange";

    private final Deadline deadline;
    private final boolean keep;
    private @Nullable EndpointDetails keptConnection;
    private long receivedBefore;

    private Exchange(Deadline deadline, boolean keep) {
        this.deadline = deadline;
        this.keep = keep;
    }

    /** An exchange on a connection of its own, which is closed afterwards. */
    static HttpClientContext alone(Deadline deadline) {
        // A token that nobody else has: no connection that waits matches it.
        return context(new Exchange(deadline, false), new Object());
    }

    /** An exchange that takes a connection which the group has left, or leaves one. */
    static HttpClientContext of(Deadline deadline, String group) {
        return context(new Exchange(deadline, true), group);
    }

    private static HttpClientContext context(Exchange exchange, Object token) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, exchange);
        context.setUserToken(token);
        return context;
    }

    /** Finds the exchange that a context was made for. */
    static Exchange in(HttpContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("A request without an exchange");
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether the connection may serve another request. */
    boolean keeps() {
        return keep;
    }

    /** The connection has served other requests before this one. */
    void tookKept(EndpointDetails connection) {
        keptConnection = connection;
        receivedBefore = connection.getReceivedBytesCount();
    }

    /**
     * Tells whether a failure is the end of a kept connection rather than of the receiver: the other side closed it while it
     * waited, and not one byte of a response came. Whether the request arrived is then unknown.
     */
    boolean swallowed(IOException failure) {
        EndpointDetails connection = keptConnection;
        return connection != null
                && connection.getReceivedBytesCount() == receivedBefore
                && !deadline.passed()
                && (failure instanceof NoHttpResponseException
                        || failure instanceof ConnectionClosedException
                        || failure instanceof SocketException
                        || failure instanceof SSLException);
    }
}
