package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with an HTTP client: a developer, a user of the host, or an app. Follows no redirects. */
final class HttpUser {

    /** A response. */
    record Reply(int status, Map<String, List<String>> headers, String text) {

        JsonObject json() {
            return Json.readObject(text);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }
    }

    private final HttpClient client;
    private URI base;

    private HttpUser(HttpClient.Builder client, URI base) {
        this.client = client.followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.base = base;
    }

    /** Somebody with a cookie jar. */
    static HttpUser browser(URI base) {
        return new HttpUser(
                HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)), base);
    }

    /** A program without cookies. */
    static HttpUser program(URI base) {
        return new HttpUser(HttpClient.newBuilder(), base);
    }

    /** Continues with a host that was started again on another port. */
    void moveTo(URI newBase) {
        this.base = newBase;
    }

    Reply get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Reply post(String path, String contentType, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Reply raw(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
    }

    Reply json(String method, String path, Object body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.write(body))));
    }

    /** Posts a form as a browser would from the site's own page. */
    Reply form(String path, Map<String, ?> fields, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Sec-Fetch-Site", "same-origin"));
        return rawForm(path, fields, all.toArray(String[]::new));
    }

    /** Posts a form as a program does. */
    Reply rawForm(String path, Map<String, ?> fields, String... headers) {
        return post(path, "application/x-www-form-urlencoded", encode(fields), headers);
    }

    /** A parameter of a URL's query. */
    static String parameter(String url, String name) {
        String query = URI.create(url).getRawQuery();
        return Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    static String encode(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> (field.getValue() instanceof List<?> values ? values : List.of(field.getValue()))
                        .stream().map(value -> encode(field.getKey()) + "=" + encode(String.valueOf(value))))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
