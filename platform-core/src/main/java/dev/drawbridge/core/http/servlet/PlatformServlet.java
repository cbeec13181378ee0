package dev.drawbridge.core.http.servlet;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.LastResort;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves a {@link Handler} in a servlet container. Thread-safe. Map it to the paths of the platform.
 *
 * <p>The path is the raw one below the context path. Query and body are never merged. If a filter of the host called {@code
 * getParameter}, the container has already eaten a form's body; it is then put together again from the parameters.
 */
public final class PlatformServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Handler handler;

    /**
     * Makes the servlet.
     *
     * @param handler what answers
     */
    public PlatformServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        Response response = LastResort.answer(handler, read(servletRequest));
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

    private static Request read(HttpServletRequest servletRequest) throws IOException {
        String path = servletRequest
                .getRequestURI()
                .substring(servletRequest.getContextPath().length());
        String query = servletRequest.getQueryString();
        // The address is a literal: nothing is looked up.
        InetAddress peer = InetAddress.getByName(servletRequest.getRemoteAddr());
        Request request = Request.of(
                servletRequest.getMethod(), query == null ? path : path + "?" + query, headers(servletRequest), peer);
        byte[] body = servletRequest.getInputStream().readNBytes(Request.MAX_BODY_BYTES + 1);
        if (body.length == 0 && request.hasMediaType("application/x-www-form-urlencoded")) {
            body = eatenForm(servletRequest, request);
        }
        return body.length > Request.MAX_BODY_BYTES ? request.withOversizedBody() : request.withBody(body);
    }

    private static Headers headers(HttpServletRequest servletRequest) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(servletRequest.getHeaderNames())) {
            fields.put(name, Collections.list(servletRequest.getHeaders(name)));
        }
        return Headers.of(fields);
    }

    /** Values of the query stand before those of the body (Jakarta Servlet 6.0 §3.1), so they can be told apart. */
    private static byte[] eatenForm(HttpServletRequest servletRequest, Request request) {
        Parameters query = request.query();
        List<String> pairs = new ArrayList<>();
        servletRequest.getParameterMap().forEach((name, values) -> {
            for (int i = query.count(name); i < values.length; i++) {
                pairs.add(encode(name) + "=" + encode(values[i]));
            }
        });
        return String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
