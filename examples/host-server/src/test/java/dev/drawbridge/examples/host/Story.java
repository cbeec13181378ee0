package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of the main path, as people and programs take them over HTTP. Each step uses only what the one before it gave,
 * so that the host may be started again in between.
 */
final class Story {

    static final String DEVELOPER_PASSWORD = "correct horse battery staple";
    static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-1";
    static final String REDIRECT_URI = "https://client.example/callback";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    final HttpUser developer;
    final HttpUser hostUser;
    final HttpUser app;

    Story(HostServer host) {
        this(host.url());
    }

    Story(URI url) {
        developer = HttpUser.program(url);
        hostUser = HttpUser.browser(url);
        app = HttpUser.program(url);
    }

    void moveTo(HostServer host) {
        List.of(developer, hostUser, app).forEach(user -> user.moveTo(host.url()));
    }

    /** Waits for something that happens in the background, at most 30 s. */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("This did not happen: " + what);
    }

    void signUp(String email) {
        HttpUser.Reply response = developer.json(
                "POST",
                "/developers/api/v1/signup",
                Map.of("email", email, "password", DEVELOPER_PASSWORD, "name", "Dana Developer"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
    }

    /** Takes the newest mail to an address, once it has arrived. */
    JsonObject mail(String email) {
        String path = "/dev/mailbox?to=" + HttpUser.encode(email);
        until("a mail to " + email, () -> !developer.get(path).text().equals("[]"));
        return Json.readObject("{\"mails\":" + developer.get(path).text() + "}");
    }

    String mailedToken(String email) {
        String text = mail(email).toMap().toString();
        Matcher token = Pattern.compile("token=([A-Za-z0-9_.~-]+)").matcher(text);
        assertThat(token.find()).as(text).isTrue();
        return token.group(1);
    }

    void verify(String token) {
        HttpUser.Reply response = developer.json("POST", "/developers/api/v1/email/verify", Map.of("token", token));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    String logIn(String email) {
        HttpUser.Reply response = developer.json(
                "POST", "/developers/api/v1/sessions", Map.of("email", email, "password", DEVELOPER_PASSWORD));
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.json().text("token").orElseThrow();
    }

    JsonObject createApp(String session, Map<String, Object> fields) {
        HttpUser.Reply response = asDeveloper(session, "POST", "/developers/api/v1/apps", fields);
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.json();
    }

    /** A developer's app with an access token, made by the whole path. */
    record Connected(String session, String appId, String clientId, String secret, HttpUser.Reply tokens) {

        String accessToken() {
            return tokens.json().text("access_token").orElseThrow();
        }

        String refreshToken() {
            return tokens.json().text("refresh_token").orElseThrow();
        }
    }

    /** Signs up, confirms and logs in. */
    String newDeveloper(String email) {
        signUp(email);
        verify(mailedToken(email));
        return logIn(email);
    }

    /** Takes the whole path in one call. */
    Connected connect(String email, String hostEmail, String... scopes) {
        String session = newDeveloper(email);
        JsonObject created = createApp(session, webApp("App of " + email, scopes));
        String clientId = created.text("clientId").orElseThrow();
        String secret = created.text("clientSecret").orElseThrow();
        logInToHost(hostEmail);
        String code = consent(clientId, String.join(" ", scopes), VERIFIER);
        HttpUser.Reply tokens = redeem(clientId, secret, code, VERIFIER);
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        return new Connected(session, created.text("id").orElseThrow(), clientId, secret, tokens);
    }

    void advanceClock(String duration) {
        HttpUser.Reply response = app.json("POST", "/dev/clock", Map.of("advance", duration));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    static Map<String, Object> webApp(String name, String... scopes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("type", "web");
        fields.put("redirectUris", List.of(REDIRECT_URI));
        fields.put("scopes", List.of(scopes));
        fields.put("contactEmail", "support@client.example");
        return fields;
    }

    HttpUser.Reply asDeveloper(String session, String method, String path, Object body) {
        return developer.json(method, path, body, "Authorization", "Bearer " + session);
    }

    void logInToHost(String email) {
        HttpUser.Reply response = hostUser.form(
                "/login", Map.of("email", email, "password", "fieldwork-demo-password", "next", "/oauth/connections"));
        assertThat(response.status()).as(response.text()).isEqualTo(303);
    }

    static String authorizePath(String clientId, String scope, String verifier) {
        return "/oauth/authorize?"
                + HttpUser.encode(new LinkedHashMap<>(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        clientId,
                        "redirect_uri",
                        REDIRECT_URI,
                        "scope",
                        scope,
                        "state",
                        "xyz",
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256")));
    }

    /** Opens the consent page and allows what it offers; returns the code. */
    String consent(String clientId, String scope, String verifier) {
        String redirect = allow(URI.create(authorizePath(clientId, scope, verifier)), List.of(scope.split(" ")));
        assertThat(HttpUser.parameter(redirect, "state")).isEqualTo("xyz");
        return HttpUser.parameter(redirect, "code");
    }

    /** Opens the consent page and allows these scopes; returns where the browser is sent. */
    String allow(URI request, List<String> scopes) {
        HttpUser.Reply page = hostUser.get(request.getRawPath() + "?" + request.getRawQuery());
        while (page.status() == 303 && !page.header("Location").startsWith(REDIRECT_URI)) {
            page = hostUser.get(page.header("Location"));
        }
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        HttpUser.Reply response = hostUser.form(formAction(page), consentFields(page, scopes));
        assertThat(response.status()).as(response.text()).isEqualTo(303);
        assertThat(response.header("Location")).startsWith(REDIRECT_URI);
        return response.header("Location");
    }

    static String formAction(HttpUser.Reply page) {
        Matcher form = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"[^>]*>(?s:.*?)</form>")
                .matcher(page.text());
        while (form.find()) {
            if (form.group().contains("name=\"decision\"")) {
                return form.group(1).replace("&amp;", "&");
            }
        }
        throw new AssertionError("There is no form with a decision:\n" + page.text());
    }

    static Map<String, Object> consentFields(HttpUser.Reply page, List<String> scopes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Matcher hidden = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>").matcher(page.text());
        while (hidden.find()) {
            fields.put(attribute(hidden.group(), "name"), attribute(hidden.group(), "value"));
        }
        fields.put("scope", scopes);
        fields.put("decision", "allow");
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? matcher.group(1) : "";
    }

    HttpUser.Reply redeem(String clientId, String secret, String code, String verifier) {
        return app.rawForm(
                "/oauth/token",
                new LinkedHashMap<>(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT_URI,
                        "code_verifier", verifier)),
                "Authorization",
                basic(clientId, secret));
    }

    HttpUser.Reply refresh(String clientId, String secret, String refreshToken) {
        return app.rawForm(
                "/oauth/token",
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                "Authorization",
                basic(clientId, secret));
    }

    HttpUser.Reply call(String method, String path, String accessToken) {
        return app.json(method, path, Map.of("description", "Leaky faucet"), "Authorization", "Bearer " + accessToken);
    }

    HttpUser.Reply read(String path, String accessToken) {
        return app.get(path, "Authorization", "Bearer " + accessToken);
    }

    static String basic(String clientId, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Supplier<HttpUser.Reply> response, String member) {
        HttpUser.Reply got = response.get();
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        return got.json().text(member).orElseThrow();
    }
}
