package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server as a resource server sees it: its metadata (RFC 8414), keys, and introspection responses (RFC
 * 7662). Thread-safe. It is the host's own and so is not behind the guard for addresses of strangers; redirects are not
 * followed.
 */
public final class RemoteServer {

    /** For one exchange in all. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_BODY = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=(\\d{1,9})");

    private final URI issuer;
    private final HttpClient client;
    private volatile @Nullable Addresses addresses;

    public RemoteServer(URI issuer, HttpClient client) {
        this.issuer = issuer;
        this.client = client;
    }

    private record Addresses(URI keys, @Nullable URI introspection) {}

    /**
     * The result of a request for keys.
     *
     * @param keys the JWK set; null if it is the one of the tag that was sent
     * @param tag names this version; null if the server has no tags
     * @param freshFor how long it may be kept, if the server says so
     */
    record KeyDocument(@Nullable String keys, @Nullable String tag, Optional<Duration> freshFor) {}

    /** Fetches the keys, unless they are those of a tag. */
    KeyDocument keys(@Nullable String tag) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(addresses().keys())
                .header("Accept", "application/jwk-set+json, application/json");
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        HttpResponse<byte[]> response = send(request);
        Optional<Duration> freshFor = response.headers()
                .firstValue("Cache-Control")
                .map(MAX_AGE::matcher)
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))));
        if (tag != null && response.statusCode() == NOT_MODIFIED) {
            return new KeyDocument(null, tag, freshFor);
        }
        String body = new String(requireOk(response), StandardCharsets.UTF_8);
        return new KeyDocument(body, response.headers().firstValue("ETag").orElse(null), freshFor);
    }

    /** Asks whether a token is good now. */
    public boolean active(Secret token, ClientId asking, Secret secret) throws IOException {
        URI endpoint = addresses().introspection();
        if (endpoint == null) {
            throw new IOException("The metadata of " + issuer + " names no introspection_endpoint");
        }
        String credentials = encode(asking.value()) + ":" + encode(secret.reveal());
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        String form = "token_type_hint=access_token&token=" + encode(token.reveal());
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(endpoint)
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        try {
            return read(requireOk(response)).bool("active").orElse(false);
        } catch (ProblemException e) {
            throw new IOException("The response of " + endpoint + " is not that of RFC 7662", e);
        }
    }

    // Kept for good: who moves the endpoints of a running server moves its issuer as well.
    private Addresses addresses() throws IOException {
        Addresses known = addresses;
        if (known != null) {
            return known;
        }
        byte[] body = requireOk(send(HttpRequest.newBuilder(URI.create(issuer + OAuthPaths.SERVER_METADATA))));
        try {
            JsonObject metadata = read(body);
            // RFC 8414 §3.3: a document of somebody else must not bring its keys.
            if (metadata.text("issuer").filter(issuer.toString()::equals).isEmpty()) {
                throw new IOException(
                        "The metadata at " + issuer + OAuthPaths.SERVER_METADATA + " names another issuer");
            }
            Addresses found = new Addresses(
                    secure(metadata.text("jwks_uri").orElse("")),
                    metadata.has("introspection_endpoint")
                            ? secure(metadata.text("introspection_endpoint").orElse(""))
                            : null);
            addresses = found;
            return found;
        } catch (ProblemException | IllegalArgumentException e) {
            throw new IOException("The metadata at " + issuer + OAuthPaths.SERVER_METADATA + " cannot be used", e);
        }
    }

    /** As safe as the issuer itself: https, or the issuer's own origin in development. */
    private URI secure(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || address.startsWith(issuer + "/"))) {
            throw new IllegalArgumentException("Neither https nor an address of the issuer: " + address);
        }
        return uri;
    }

    private static JsonObject read(byte[] body) {
        return Json.readObject(body);
    }

    private static byte[] requireOk(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != OK) {
            throw new IOException(response.uri() + " returned " + response.statusCode());
        }
        return response.body();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        HttpRequest timed = request.timeout(TIMEOUT).build();
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(timed, info -> new CappedBody(MAX_BODY));
        try {
            // The request's own timeout ends with the headers.
            return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("No response of " + timed.uri(), e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("No response of " + timed.uri() + " in time", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + timed.uri(), e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
