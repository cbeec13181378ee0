package dev.drawbridge.core.http.servlet;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.http.LastResort;
import dev.drawbridge.core.model.IpRange;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link Handler} in a servlet container. Thread-safe. Map it to the paths of the platform.
 *
 * <p>The path is the raw one below the context path. Query and body are never merged. If a filter of the host called {@code
 * getParameter}, the container has already eaten a form's body; it is then put together again from the parameters.
 */
public final class PlatformServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern PEER = Pattern.compile(
            "([0-9.]+):[0-9]{1,5}|\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*?)(?:%[^\\]:]*)?(?:](?::[0-9]{1,5})?)?");

    private final transient Handler handler;

    /**
     * Makes the servlet.
     *
     * @param handler what responds
     */
    public PlatformServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        Response response = respond(servletRequest);
        servletResponse.setStatus(response.status());
        for (Map.Entry<String, List<String>> field : response.headers().asMap().entrySet()) {
            field.getValue().forEach(value -> servletResponse.addHeader(field.getKey(), value));
        }
        byte[] body = response.body();
        servletResponse.setContentLength(body.length);
        if (!servletRequest.getMethod().equals("HEAD")) {
            servletResponse.getOutputStream().write(body);
        }
    }

    private Response respond(HttpServletRequest servletRequest) throws IOException {
        Optional<InetAddress> peer = peer(servletRequest.getRemoteAddr());
        if (peer.isEmpty()) {
            return Problem.of(400, "malformed_request", "The address of the peer is not known.")
                    .toResponse("-");
        }
        Request request;
        try {
            request = read(servletRequest, peer.get());
        } catch (ProblemException e) {
            return e.problem().toResponse("-");
        }
        return LastResort.handle(handler, request);
    }

    /**
     * A literal, possibly with the port that a valve took over from a proxy's header or with the zone of a link; nothing is
     * looked up, and an address that is absent is nobody's rather than this machine's.
     */
    private static Optional<InetAddress> peer(@Nullable String remote) {
        if (remote == null) {
            return Optional.empty();
        }
        Matcher matcher = PEER.matcher(remote.strip());
        if (!matcher.matches()) {
            return IpRange.parseAddress(remote.strip());
        }
        return IpRange.parseAddress(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }

    private Request read(HttpServletRequest servletRequest, InetAddress peer) throws IOException {
        String path = servletRequest
                .getRequestURI()
                .substring(servletRequest.getContextPath().length());
        String query = servletRequest.getQueryString();
        Request request = Request.of(
                servletRequest.getMethod(), query == null ? path : path + "?" + query, headers(servletRequest), peer);
        int most = handler.maxBodyBytes(request);
        byte[] body = servletRequest.getInputStream().readNBytes(most + 1);
        if (body.length == 0 && request.hasMediaType("application/x-www-form-urlencoded")) {
            body = eatenForm(servletRequest, request);
        }
        return body.length > most ? request.withOversizedBody() : request.withBody(body);
    }

    private static Headers headers(HttpServletRequest servletRequest) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(servletRequest.getHeaderNames())) {
            fields.put(name, Collections.list(servletRequest.getHeaders(name)));
        }
        return Headers.of(fields);
    }

    /** Values of the query come before those of the body (Jakarta Servlet 6.0 §3.1), so they can be told apart. */
    private static byte[] eatenForm(HttpServletRequest servletRequest, Request request) {
        Parameters query = request.query();
        List<String> pairs = new ArrayList<>();
        parameters(servletRequest).forEach((name, values) -> {
            for (int i = query.count(name); i < values.length; i++) {
                pairs.add(encode(text(servletRequest, name)) + "=" + encode(text(servletRequest, values[i])));
            }
        });
        return String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
    }

    /** A container that cannot read a form throws what it likes, and the form is then nobody's fault but its sender's. */
    private static Map<String, String[]> parameters(HttpServletRequest servletRequest) {
        try {
            return servletRequest.getParameterMap();
        } catch (RuntimeException e) {
            throw ProblemException.of(400, "malformed_request", "The form is malformed.");
        }
    }

    /**
     * The text of a parameter: where no charset was given, a container before Servlet 6.1 read its UTF-8 as ISO-8859-1, and
     * its bytes are still in it. What is no UTF-8 then was right as it is.
     */
    private static String text(HttpServletRequest servletRequest, String parameter) {
        if (servletRequest.getCharacterEncoding() != null || parameter.chars().noneMatch(c -> c > 0x7F)) {
            return parameter;
        }
        if (parameter.chars().anyMatch(c -> c > 0xFF)) {
            return parameter;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(parameter.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(400, "malformed_request", "The form is not UTF-8.");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
