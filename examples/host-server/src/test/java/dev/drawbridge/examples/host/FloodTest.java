package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Floods of requests that prove nothing, each from one network, at a host behind a proxy with a real database. */
class FloodTest {

    private static final int REQUESTS = 2_000;
    private static final int MOST_ROWS = 500;
    private static final int SENDERS = 4;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String PORTAL = "/developers/api/v1";

    private static final String REDIRECT = "http://127.0.0.1/cb";
    private static final String AUTHORIZATION = "response_type=code&client_id=%c&redirect_uri="
            + HttpUser.encode(REDIRECT) + "&scope=tickets.read&state=%d&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** A kind of request that anybody can send; %d makes each of them another, %c is a client without a secret. */
    private record Kind(String name, String method, String path, String type, String body) {

        Kind of(String client) {
            return new Kind(name, method, path.replace("%c", client), type, body.replace("%c", client));
        }
    }

    private static final String REGISTRATION = "{\"client_name\":\"c%d\",\"redirect_uris\":[\"" + REDIRECT
            + "\"],\"token_endpoint_auth_method\":\"none\"}";

    private static final List<Kind> KINDS = List.of(
            new Kind("authorize", "GET", "/oauth/authorize?" + AUTHORIZATION, FORM, ""),
            new Kind("par", "POST", "/oauth/par", FORM, AUTHORIZATION),
            new Kind(
                    "token",
                    "POST",
                    "/oauth/token",
                    FORM,
                    "grant_type=client_credentials&client_id=n%d&client_secret=x"),
            new Kind("revoke", "POST", "/oauth/revoke", FORM, "token=x&client_id=n%d&client_secret=x"),
            new Kind("introspect", "POST", "/oauth/introspect", FORM, "token=x&client_id=n%d&client_secret=x"),
            new Kind("register", "POST", "/oauth/register", JSON, REGISTRATION),
            new Kind("forgot", "POST", PORTAL + "/password/forgot", JSON, "{\"email\":\"f%d@flood.example\"}"),
            new Kind("resend", "POST", PORTAL + "/email/resend", JSON, "{\"email\":\"r%d@flood.example\"}"),
            new Kind(
                    "sign-up",
                    "POST",
                    PORTAL + "/signup",
                    JSON,
                    "{\"email\":\"s@flood%d.example\",\"password\":\"a few unrelated words\",\"name\":\"\"}"),
            new Kind(
                    "login",
                    "POST",
                    PORTAL + "/sessions",
                    JSON,
                    "{\"email\":\"l%d@flood.example\",\"password\":\"a few unrelated words\"}"),
            new Kind("verify", "POST", PORTAL + "/email/verify", JSON, "{\"token\":\"nothing%d\"}"),
            new Kind("portal page", "GET", "/developers/apps/%d", FORM, ""));

    @Test
    @DisplayName("2,000 unproven requests of a network leave 500 rows at most, and neither health nor others suffer")
    void floods() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        variables.put("TRUSTED_PROXIES", "127.0.0.1/32, ::1/128");
        variables.put("DCR_MODE", "open");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try (HostProcess host = HostProcess.start(variables);
                Connection database = DriverManager.getConnection(
                        variables.get("DATABASE_URL"),
                        variables.get("DATABASE_USER"),
                        variables.get("DATABASE_PASSWORD"))) {
            AtomicLong slowest = new AtomicLong();
            Future<Integer> health = threads.submit(() -> watch(host.url(), over, slowest));
            HttpUser.Reply registered = HttpUser.program(host.url())
                    .post("/oauth/register", JSON, REGISTRATION, "X-Forwarded-For", "192.0.2.1");
            String client = registered.json().text("client_id").orElseThrow();
            for (int i = 0; i < KINDS.size(); i++) {
                flood(KINDS.get(i).of(client), i, host.url(), database, threads);
            }
            over.set(true);
            int asked = health.get(60, TimeUnit.SECONDS);
            System.out.println("health was asked " + asked + " times during the floods, slowest "
                    + Duration.ofNanos(slowest.get()).toMillis() + " ms");
            assertThat(asked).isPositive();
            assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofSeconds(5));
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private static void flood(Kind kind, int number, URI url, Connection database, ExecutorService threads)
            throws Exception {
        String network = "203.0.113." + (number + 1);
        Map<String, Long> before = rows(database);
        long start = System.nanoTime();
        List<Future<Map<Integer, Integer>>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int first = i * REQUESTS / SENDERS;
            senders.add(threads.submit(() -> send(kind, first, network, url)));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Map<Integer, Integer>> sender : senders) {
            sender.get(120, TimeUnit.SECONDS).forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        Map<String, Long> grown = rows(database);
        grown.replaceAll((table, count) -> count - before.getOrDefault(table, 0L));
        grown.values().removeIf(count -> count == 0);
        System.out.println(kind.name() + ": " + REQUESTS * 1_000L / Math.max(millis, 1) + " requests a second, "
                + statuses + ", new rows " + grown);

        assertThat(statuses.keySet()).as(kind.name()).allMatch(status -> status < 500);
        assertThat(statuses.get(429)).as(kind.name()).isGreaterThan(REQUESTS / 2);
        assertThat(grown.values().stream().mapToLong(Math::abs).sum())
                .as(kind.name() + " " + grown)
                .isLessThanOrEqualTo(MOST_ROWS);
        // Another network is not affected.
        assertThat(ask(HttpUser.program(url), kind, REQUESTS, "198.51.100." + (number + 1)))
                .as(kind.name())
                .isNotEqualTo(429)
                .isLessThan(500);
    }

    private static Map<Integer, Integer> send(Kind kind, int first, String network, URI url) {
        HttpUser user = HttpUser.program(url);
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = first; i < first + REQUESTS / SENDERS; i++) {
            statuses.merge(ask(user, kind, i, network), 1, Integer::sum);
        }
        return statuses;
    }

    private static int ask(HttpUser user, Kind kind, int number, String network) {
        String path = kind.path().replace("%d", Integer.toString(number));
        String[] headers = {"X-Forwarded-For", network};
        return kind.method().equals("GET")
                ? user.get(path, headers).status()
                : user.post(path, kind.type(), kind.body().replace("%d", Integer.toString(number)), headers)
                        .status();
    }

    private static int watch(URI url, AtomicBoolean over, AtomicLong slowest) {
        HttpUser probe = HttpUser.program(url);
        int asked = 0;
        while (!over.get()) {
            long start = System.nanoTime();
            assertThat(probe.get("/healthz").status()).isEqualTo(200);
            slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
            asked++;
        }
        return asked;
    }

    private static Map<String, Long> rows(Connection database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = database.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        Map<String, Long> rows = new TreeMap<>();
        try (Statement statement = database.createStatement()) {
            for (String table : tables) {
                try (ResultSet counted = statement.executeQuery("select count(*) from " + table)) {
                    counted.next();
                    rows.put(table, counted.getLong(1));
                }
            }
        }
        return rows;
    }
}
