package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * In development mode the host hands out mails and moves its clock, so it serves this machine alone: the peer must be a
 * loopback address, and the {@code Host} header must name this machine (a page elsewhere that rebinds its name to 127.0.0.1
 * sends its own name).
 *
 * @param publicUrl the other name that is allowed
 */
record LoopbackOnly(URI publicUrl) implements Filter {

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    @Override
    public Response filter(Request request, Handler next) {
        String host =
                PORT.matcher(request.header("Host").orElse("")).replaceFirst("").toLowerCase(Locale.ROOT);
        boolean thisHost = LOOPBACK.matcher(host).matches() || host.equals(publicUrl.getHost());
        if (!request.peer().isLoopbackAddress() || !thisHost) {
            return Problem.of(
                            403,
                            "development_mode",
                            "This host runs in development mode and serves its own machine only.")
                    .toResponse(request.id());
        }
        return next.handle(request);
    }
}
