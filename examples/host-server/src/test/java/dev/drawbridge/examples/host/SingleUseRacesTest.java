package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.spi.PlatformClock;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What counts once, used by fifty at once, over real HTTP against the started host. */
abstract class SingleUseRacesTest {

    private static final int THREADS = 50;
    private static final int TABS = 5;

    private Map<String, String> variables = Map.of();
    private RestartingHost host;
    private Story story;

    /** Environment variables that name the database. */
    abstract Map<String, String> database();

    @BeforeEach
    void startHost() {
        variables = database();
        host = new RestartingHost(variables);
        story = new Story(host.running());
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    @Test
    @Tag("RFT-07")
    @DisplayName("fifty refreshes at once with one token get one successor, and one chain lives on")
    void refreshTokens() throws Exception {
        Story.Connected connected = story.connect("dana@refresh.example", "pro@fieldwork.test", "tickets.read");

        List<HttpUser.Answer> answers = RacesTest.atOnce(
                THREADS, () -> story.refresh(connected.clientId(), connected.secret(), connected.refreshToken()));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream()
                        .map(answer -> answer.json().text("refresh_token").orElseThrow())
                        .distinct())
                .hasSize(1);
        String successor = answers.get(0).json().text("refresh_token").orElseThrow();
        assertThat(story.refresh(connected.clientId(), connected.secret(), successor)
                        .status())
                .isEqualTo(200);
        assertThat(story.refresh(connected.clientId(), connected.secret(), connected.refreshToken())
                        .status())
                .isEqualTo(400);
        // That was a replay, after the successor had been used.
        assertThat(story.refresh(connected.clientId(), connected.secret(), successor)
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Tag("DPO-03")
    @DisplayName("of fifty requests at once with one proof one counts")
    void proofs() throws Exception {
        Story.Connected connected = story.connect("dana@proofs.example", "pro@fieldwork.test", "tickets.read");
        ClientKey key = new ClientKey();
        String proof = key.sign(
                Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", key.publicJwk()),
                Map.of(
                        "jti",
                        "one",
                        "htm",
                        "POST",
                        "htu",
                        host.running().url() + "/oauth/token",
                        "iat",
                        PlatformClock.system().instant().getEpochSecond()));

        List<HttpUser.Answer> answers = RacesTest.atOnce(
                THREADS,
                () -> story.app.rawForm(
                        "/oauth/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", connected.refreshToken()),
                        "Authorization",
                        Story.basic(connected.clientId(), connected.secret()),
                        "DPoP",
                        proof));

        assertOne(answers, 200, "invalid_dpop_proof");
    }

    @Test
    @Tag("CLI-19")
    @DisplayName("of fifty requests at once with one assertion one counts")
    void assertions() throws Exception {
        ClientKey key = new ClientKey();
        String session = story.newDeveloper("dana@assertions.example");
        String clientId = story.createApp(session, Story.webApp("Races", "tickets.read"))
                .text("clientId")
                .orElseThrow();
        signsAssertions(clientId, key);
        long now = PlatformClock.system().instant().getEpochSecond();
        Map<String, String> form = request(clientId);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put(
                "client_assertion",
                key.sign(
                        Map.of("alg", "ES256"),
                        Map.of(
                                "iss",
                                clientId,
                                "sub",
                                clientId,
                                "aud",
                                host.running().url().toString(),
                                "jti",
                                "one",
                                "iat",
                                now,
                                "exp",
                                now + 60)));

        List<HttpUser.Answer> answers = RacesTest.atOnce(THREADS, () -> story.app.rawForm("/oauth/par", form));

        assertOne(answers, 201, "invalid_client");
    }

    @Test
    @Tag("PAR-05")
    @Tag("CON-07")
    @DisplayName("of fifty answers at once in five tabs of one pushed request one gets a code")
    void pushedRequests() throws Exception {
        String session = story.newDeveloper("dana@pushed.example");
        JsonObject app = story.createApp(session, Story.webApp("Races", "tickets.read"));
        String clientId = app.text("clientId").orElseThrow();
        HttpUser.Answer pushed = story.app.rawForm(
                "/oauth/par",
                request(clientId),
                "Authorization",
                Story.basic(clientId, app.text("clientSecret").orElseThrow()));
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(201);
        story.logInToHost("pro@fieldwork.test");
        String link = "/oauth/authorize?"
                + HttpUser.encode(Map.of(
                        "client_id",
                        clientId,
                        "request_uri",
                        pushed.json().text("request_uri").orElseThrow()));
        List<HttpUser.Answer> tabs = new ArrayList<>();
        for (int i = 0; i < TABS; i++) {
            HttpUser.Answer page = story.hostUser.get(link);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            tabs.add(page);
        }
        AtomicInteger next = new AtomicInteger();

        List<HttpUser.Answer> answers = RacesTest.atOnce(THREADS, () -> {
            HttpUser.Answer tab = tabs.get(next.getAndIncrement() % TABS);
            return story.hostUser.form(
                    URI.create(Story.formAction(tab)).getRawPath(), Story.consentFields(tab, List.of("tickets.read")));
        });

        assertThat(answers).allMatch(answer -> answer.status() < 500);
        assertThat(answers)
                .filteredOn(answer -> answer.header("Location").contains("code="))
                .as(() -> statuses(answers))
                .hasSize(1);
        assertThat(story.hostUser.get(link).status()).isEqualTo(400);
    }

    /** Makes an app one that proves itself by assertions; the portal has no form for this. */
    private void signsAssertions(String clientId, ClientKey key) throws SQLException {
        String jwks = Json.write(Map.of("keys", List.of(key.publicJwk())));
        HostSettings.Database database = new HostSettings.Database(
                variables.get("DATABASE_URL"),
                variables.getOrDefault("DATABASE_USER", "sa"),
                variables.getOrDefault("DATABASE_PASSWORD", ""));
        try (HikariDataSource pool = DataSources.open(database);
                Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update dp_app set auth_methods = 'PRIVATE_KEY_JWT', jwks = ? where client_id = ?")) {
            update.setString(1, jwks);
            update.setString(2, clientId);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static Map<String, String> request(String clientId) {
        return new HashMap<>(Map.of(
                "client_id",
                clientId,
                "response_type",
                "code",
                "redirect_uri",
                Story.REDIRECT_URI,
                "scope",
                "tickets.read",
                "state",
                "xyz",
                "code_challenge",
                Story.challenge(Story.VERIFIER),
                "code_challenge_method",
                "S256"));
    }

    private static void assertOne(List<HttpUser.Answer> answers, int status, String error) {
        assertThat(answers)
                .filteredOn(answer -> answer.status() == status)
                .as(() -> statuses(answers))
                .hasSize(1);
        assertThat(answers)
                // After ten failures of one client and address the brake on guessing answers 429.
                .filteredOn(answer -> answer.status() != status && answer.status() != 429)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(Json.readObject(answer.text()).text("error"))
                        .as(answer.text())
                        .contains(error));
    }

    private static String statuses(List<HttpUser.Answer> answers) {
        return answers.stream()
                .map(answer -> answer.status() + " " + answer.header("Location"))
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
                .toString();
    }
}
