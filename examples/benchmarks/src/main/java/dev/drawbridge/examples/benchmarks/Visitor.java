package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.examples.benchmarks.HttpConnection.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user of the host with a browser: a connection and cookies. Not thread-safe. */
final class Visitor implements AutoCloseable {

    private static final int MOST_HOPS = 5;
    private static final String SET_COOKIE = "Set-Cookie:";
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"[^>]*>(?s:.*?)</form>");
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

    private final HttpConnection connection;
    private final String origin;
    private final Map<String, String> cookies = new TreeMap<>();

    Visitor(URI host) throws IOException {
        this.connection = HttpConnection.open(host);
        this.origin = host.getScheme() + "://" + host.getAuthority();
    }

    HttpConnection connection() {
        return connection;
    }

    void logIn(String email) throws IOException {
        post("/login", form("email", email, "password", "fieldwork-demo-password", "next", "/oauth/connections"))
                .expect(303);
    }

    Reply get(String target) throws IOException {
        return remember(connection.send("GET", target, cookieHeader(), ""));
    }

    private Reply post(String target, String form) throws IOException {
        return remember(connection.form(
                target, cookieHeader() + "Origin: " + origin + "\r\nSec-Fetch-Site: same-origin\r\n", form));
    }

    /** Follows redirects within the host until there is a page or one to the app. */
    Reply follow(String target, String redirectUri) throws IOException {
        Reply response = get(target);
        for (int i = 0; i < MOST_HOPS && response.status() == 303; i++) {
            String location = response.header("Location").orElseThrow();
            if (location.startsWith(redirectUri)) {
                return response;
            }
            response = get(location.startsWith(origin) ? location.substring(origin.length()) : location);
        }
        return response;
    }

    /** Allows what a page asks: consent or an installation. */
    Reply allow(Reply page, String moreFields) throws IOException {
        Matcher form = FORM.matcher(page.expect(200).body());
        while (form.find()) {
            if (form.group().contains("name=\"decision\"")) {
                StringBuilder fields = new StringBuilder(moreFields).append("&decision=allow");
                Matcher hidden = HIDDEN.matcher(form.group());
                while (hidden.find()) {
                    fields.append('&')
                            .append(form(attribute(hidden.group(), "name"), attribute(hidden.group(), "value")));
                }
                return post(plain(form.group(1)), fields.toString()).expect(303);
            }
        }
        throw new IllegalStateException("There is no form with a decision:\n" + page.body());
    }

    private static String attribute(String tag, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? plain(matcher.group(1)) : "";
    }

    private static String plain(String attribute) {
        return attribute.replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    private String cookieHeader() {
        return cookies.isEmpty()
                ? ""
                : cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
    }

    private Reply remember(Reply response) {
        response.head()
                .lines()
                .filter(line -> line.regionMatches(true, 0, SET_COOKIE, 0, SET_COOKIE.length()))
                .map(line -> line.substring(SET_COOKIE.length()).strip())
                .forEach(this::remember);
        return response;
    }

    private void remember(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(namesAndValues[i]).append('=').append(encode(namesAndValues[i + 1]));
        }
        return form.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a parameter of a response's redirect. */
    static String redirected(Reply response, String parameter) {
        String location = response.header("Location")
                .orElseThrow(() -> new IllegalStateException(response.head() + "\n" + response.body()));
        Matcher value = Pattern.compile("[?&]" + parameter + "=([^&]*)").matcher(location);
        if (!value.find()) {
            throw new IllegalStateException("There is no " + parameter + " in " + location);
        }
        return URLDecoder.decode(value.group(1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
