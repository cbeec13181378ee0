package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.examples.benchmarks.HttpConnection.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A developer with a machine app that a company installed, and web apps with users who are logged in to the host, made by the
 * steps that people take: sign-up, mailed link, log-in, apps, installation.
 */
final class Scene {

    static final String REDIRECT_URI = "https://load.example/callback";
    static final String SCOPES = "tickets.read leads.read";
    static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-1";

    private static final String CONSENT = "scope=tickets.read&scope=leads.read";
    private static final String CHALLENGE = challenge();
    private static final String EMAIL = "dana@load.example";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String COMPANY_ADMIN = "high@fieldwork.test";
    private static final List<String> USERS = List.of("pro@fieldwork.test", COMPANY_ADMIN);
    private static final int WEB_APPS = 4;
    private static final int MAIL_TRIES = 1_500;
    private static final long MAIL_PAUSE_NANOS = 20_000_000;
    private static final Pattern MAILED = Pattern.compile("token=([A-Za-z0-9_.~-]+)");

    private final URI host;
    private final App machine;
    private final List<App> webApps;

    private Scene(URI host, App machine, List<App> webApps) {
        this.host = host;
        this.machine = machine;
        this.webApps = webApps;
    }

    /** An app's credentials, ready to be sent. */
    record App(String clientId, String authorization) {

        String authorizePath() {
            return "/oauth/authorize?"
                    + Visitor.form(
                            "response_type", "code",
                            "client_id", clientId,
                            "redirect_uri", REDIRECT_URI,
                            "scope", SCOPES,
                            "state", "xyz",
                            "code_challenge", CHALLENGE,
                            "code_challenge_method", "S256");
        }

        String codeForm(String code) {
            return Visitor.form(
                    "grant_type", "authorization_code",
                    "code", code,
                    "redirect_uri", REDIRECT_URI,
                    "code_verifier", VERIFIER);
        }
    }

    /** A logged-in user and an app. */
    record Seat(Visitor user, App app) {

        /** Gets a code and redeems it: two requests, and one more where the host asks for consent. */
        Reply authorizeAndRedeem() throws IOException {
            Reply response = user.follow(app.authorizePath(), REDIRECT_URI);
            Reply redirect = response.status() == 200 ? user.allow(response, CONSENT) : response;
            String form = app.codeForm(Visitor.redirected(redirect, "code"));
            return user.connection()
                    .form("/oauth/token", app.authorization(), form)
                    .expect(200);
        }
    }

    static Scene provision(URI host) throws IOException {
        try (HttpConnection developer = HttpConnection.open(host)) {
            String session = developerSession(developer);
            App machine = createApp(developer, session, Map.of("name", "Load machine", "type", "machine"));
            List<App> webApps = new ArrayList<>();
            for (int i = 0; i < WEB_APPS; i++) {
                webApps.add(createApp(
                        developer,
                        session,
                        Map.of("name", "Load app " + i, "type", "web", "redirectUris", List.of(REDIRECT_URI))));
            }
            Scene scene = new Scene(host, machine, webApps);
            scene.install();
            return scene;
        }
    }

    App machine() {
        return machine;
    }

    /** Gives each connection a pair of user and app of its own: requests for one grant would wait for each other. */
    List<Seat> seats(int connections) throws IOException {
        if (connections > WEB_APPS * USERS.size()) {
            throw new IllegalArgumentException("There are not so many pairs of app and user: " + connections);
        }
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Visitor user = new Visitor(host);
            user.logIn(USERS.get(i / WEB_APPS));
            seats.add(new Seat(user, webApps.get(i % WEB_APPS)));
        }
        return seats;
    }

    private void install() throws IOException {
        try (Visitor admin = new Visitor(host)) {
            admin.logIn(COMPANY_ADMIN);
            Reply page = admin.get("/oauth/install?client_id=" + machine.clientId());
            admin.allow(page, CONSENT + "&runAs=usr_high");
        }
    }

    private static String developerSession(HttpConnection developer) throws IOException {
        String api = "/developers/api/v1";
        json(developer, api + "/signup", "", Map.of("email", EMAIL, "password", PASSWORD, "name", "Dana Developer"))
                .expect(202);
        json(developer, api + "/email/verify", "", Map.of("token", mailedToken(developer)))
                .expect(200);
        return json(developer, api + "/sessions", "", Map.of("email", EMAIL, "password", PASSWORD))
                .expect(201)
                .text("token");
    }

    private static String mailedToken(HttpConnection developer) throws IOException {
        String path = "/dev/mailbox?to=" + Visitor.encode(EMAIL);
        for (int i = 0; i < MAIL_TRIES; i++) {
            Matcher token = MAILED.matcher(
                    developer.send("GET", path, "", "").expect(200).body());
            if (token.find()) {
                return token.group(1);
            }
            LockSupport.parkNanos(MAIL_PAUSE_NANOS);
        }
        throw new IllegalStateException("No mail came to " + EMAIL);
    }

    private static App createApp(HttpConnection developer, String session, Map<String, Object> fields)
            throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("scopes", List.of(SCOPES.split(" ")));
        all.put("contactEmail", "support@load.example");
        Reply created = json(developer, "/developers/api/v1/apps", "Authorization: Bearer " + session + "\r\n", all)
                .expect(201);
        String pair = created.text("clientId") + ":" + created.text("clientSecret");
        return new App(
                created.text("clientId"),
                "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII))
                        + "\r\n");
    }

    private static Reply json(HttpConnection connection, String path, String headers, Map<String, ?> body)
            throws IOException {
        return connection.send("POST", path, "Content-Type: application/json\r\n" + headers, Json.write(body));
    }

    private static String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(VERIFIER));
    }
}
