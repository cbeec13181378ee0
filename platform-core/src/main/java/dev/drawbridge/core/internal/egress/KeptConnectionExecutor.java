package dev.drawbridge.core.internal.egress;

import java.io.IOException;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Sends requests, and looks at a connection that was kept before it is used again. Thread-safe. */
final class KeptConnectionExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        EndpointDetails details = connection.getEndpointDetails();
        if (details != null && details.getRequestCount() > 0) {
            Exchange.in(context).tookKept(details);
            refuseUnsolicitedResponse(connection);
        }
        return super.execute(request, connection, informationCallback, context);
    }

    /**
     * What a receiver said without being asked ("408, I close") must not be taken for the response to this request. This costs
     * no wait, unlike looking for the end of the connection. Nothing has been sent yet.
     */
    private static void refuseUnsolicitedResponse(HttpClientConnection connection) throws IOException {
        if (connection instanceof ManagedHttpClientConnection managed
                && managed.getSocket() != null
                && managed.getSocket().getInputStream().available() > 0) {
            throw new ConnectionClosedException("A kept connection had something to say before it was asked");
        }
    }
}
