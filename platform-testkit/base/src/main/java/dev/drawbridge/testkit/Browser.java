package dev.drawbridge.testkit;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A browser without a network: asks a {@link Handler} directly, keeps cookies, fills in forms, and sends the headers that
 * browsers send. It runs no scripts and follows redirects when asked to. Not thread-safe.
 *
 * <pre>{@code
 * BrowserPage dashboard = browser.get("/developers/login")
 *         .form("/developers/login").fill("email", email).fill("password", password)
 *         .submit("Log in").follow();
 * }</pre>
 */
public final class Browser {

    /** What a browser accepts when it loads a page. */
    public static final String ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Handler handler;
    private final URI origin;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private Hints hints = Hints.MODERN;
    private String foreignOrigin = "";

    /** What the browser tells about where a request comes from. */
    public enum Hints {
        /** {@code Sec-Fetch-*} and {@code Origin}. */
        MODERN,
        /** {@code Origin} only, as before 2023 or over plain http. */
        ORIGIN_ONLY,
        /** Nothing, as very old browsers and programs. */
        NONE
    }

    private Browser(Handler handler, URI origin) {
        this.handler = handler;
        this.origin = origin;
    }

    /**
     * Opens a browser.
     *
     * @param handler what it asks
     * @param origin scheme, host and port at which the handler is thought to be
     * @return a browser without cookies
     */
    public static Browser of(Handler handler, URI origin) {
        return new Browser(handler, origin);
    }

    /**
     * Opens a browser before a test platform.
     *
     * @param platform what it asks
     * @return a browser without cookies
     */
    public static Browser of(TestPlatform platform) {
        return new Browser(platform::handle, TestPlatform.ISSUER);
    }

    /**
     * Sets what is told about where requests come from. Default: {@link Hints#MODERN}.
     *
     * @param value the hints
     * @return this
     */
    public Browser hints(Hints value) {
        this.hints = value;
        return this;
    }

    /**
     * Behaves from now on as if every request came from a page of another site. Cookies are still sent, as they are where
     * {@code SameSite} does not help.
     *
     * @param site its origin, for example {@code https://evil.test}; empty to stop
     * @return this
     */
    public Browser fromOtherSite(String site) {
        this.foreignOrigin = site;
        return this;
    }

    /**
     * Sets the address that requests come from. Default: loopback.
     *
     * @param value the address
     * @return this
     */
    public Browser address(InetAddress value) {
        this.address = value;
        return this;
    }

    /**
     * Returns a cookie.
     *
     * @param name its name on the wire
     * @return its value
     */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /**
     * Sets a cookie, for example one of the host.
     *
     * @param name its name on the wire
     * @param value its value
     * @return this
     */
    public Browser setCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /**
     * Returns all cookies.
     *
     * @return values by name; a change of it is a change of what the browser sends
     */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Forgets all cookies. */
    public void clearCookies() {
        cookies.clear();
    }

    /**
     * Loads a page as if its address was typed in.
     *
     * @param target a path with or without query, or an absolute URL of this origin
     * @return what came back; redirects are not followed
     */
    public BrowserPage get(String target) {
        return navigate("GET", target, "none", "");
    }

    /**
     * Posts a form that is on no page, as an attacker or a test of bad input would.
     *
     * @param target the path
     * @param form the fields
     * @return what came back
     */
    public BrowserPage post(String target, Map<String, String> form) {
        return post(target, form.entrySet().stream().map(BrowserForm::encode).collect(Collectors.joining("&")));
    }

    /**
     * Calls the JSON API as a script of a page of the same origin would.
     *
     * @param method upper-case
     * @param target the path
     * @param body written as JSON; an empty map for none
     * @return the response
     */
    public Response json(String method, String target, Map<String, ?> body) {
        Headers headers = where("cors", "same-origin").with("Accept", "application/json");
        Request request =
                request(method, target, body.isEmpty() ? headers : headers.with("Content-Type", "application/json"));
        return send(body.isEmpty() ? request : request.withBody(Json.write(body).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends a request as it is, with the cookies and nothing else that browsers add.
     *
     * @param method upper-case
     * @param target the path with or without query
     * @param headers the header fields
     * @param body the content, may be empty
     * @return the response, whose cookies are kept
     */
    public Response send(String method, String target, Headers headers, byte[] body) {
        return send(request(method, target, headers).withBody(body));
    }

    BrowserPage follow(String target) {
        return navigate("GET", target, "same-origin", "");
    }

    BrowserPage post(String target, String encodedForm) {
        return navigate("POST", target, "same-origin", encodedForm);
    }

    URI origin() {
        return origin;
    }

    private BrowserPage navigate(String method, String target, String from, String encodedForm) {
        String path = local(target);
        Headers headers = where("navigate", from).with("Accept", ACCEPT);
        if (!method.equals("POST")) {
            return new BrowserPage(this, path, send(request(method, path, headers)));
        }
        headers = headers.with("Content-Type", "application/x-www-form-urlencoded");
        if (hints != Hints.NONE) {
            headers = headers.with("Origin", foreignOrigin.isEmpty() ? origin.toString() : foreignOrigin);
        }
        Request request = request(method, path, headers).withBody(encodedForm.getBytes(StandardCharsets.UTF_8));
        return new BrowserPage(this, path, send(request));
    }

    private Headers where(String mode, String from) {
        Headers headers = Headers.NONE.with("Host", origin.getRawAuthority());
        if (hints != Hints.MODERN) {
            return headers;
        }
        return headers.with("Sec-Fetch-Site", foreignOrigin.isEmpty() ? from : "cross-site")
                .with("Sec-Fetch-Mode", mode)
                .with("Sec-Fetch-Dest", mode.equals("navigate") ? "document" : "empty");
    }

    private Request request(String method, String target, Headers headers) {
        String cookie = cookies.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
        return Request.of(method, target, cookie.isEmpty() ? headers : headers.with("Cookie", cookie), address);
    }

    private Response send(Request request) {
        Response response = handler.handle(request);
        response.headers().all("Set-Cookie").forEach(this::keep);
        return response;
    }

    private void keep(String setCookie) {
        List<String> parts = List.of(setCookie.split(";\\s*", -1));
        int equals = parts.get(0).indexOf('=');
        String name = parts.get(0).substring(0, equals);
        boolean deleted =
                parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).anyMatch("max-age=0"::equals);
        if (deleted) {
            cookies.remove(name);
        } else {
            cookies.put(name, parts.get(0).substring(equals + 1));
        }
    }

    private String local(String target) {
        String prefix = origin + "/";
        if (target.startsWith(prefix)) {
            return target.substring(prefix.length() - 1);
        }
        if (!target.startsWith("/")) {
            throw new AssertionError("Not an address of " + origin + ": " + target);
        }
        return target;
    }
}
