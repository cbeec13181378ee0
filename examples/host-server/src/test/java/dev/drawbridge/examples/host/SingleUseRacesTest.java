package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.testkit.ClientKey;
import java.net.URI;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts once, used by fifty at a time, over real HTTP against the started host. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SingleUseRacesTest {

    private static final int THREADS = 50;
    private static final int TABS = 5;

    private Map<String, String> variables = Map.of();
    private RestartingHost host;
    private Story story;

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    @BeforeEach
    void startHost() {
        variables = database.variables(folder);
        host = new RestartingHost(variables);
        story = new Story(host.running());
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    @Test
    @Tag("RFT-07")
    @DisplayName("fifty simultaneous refreshes with one token get one successor, and one chain lives on")
    void refreshTokens() throws Exception {
        Story.Connected connected = story.connect("dana@refresh.example", "pro@fieldwork.test", "tickets.read");

        List<HttpUser.Reply> responses = RacesTest.atOnce(
                THREADS, () -> story.refresh(connected.clientId(), connected.secret(), connected.refreshToken()));

        assertThat(responses).allMatch(response -> response.status() == 200);
        assertThat(responses.stream()
                        .map(response -> response.json().text("refresh_token").orElseThrow())
                        .distinct())
                .hasSize(1);
        String successor = responses.get(0).json().text("refresh_token").orElseThrow();
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
    @DisplayName("of fifty simultaneous requests with one proof one counts")
    void proofs() throws Exception {
        Story.Connected connected = story.connect("dana@proofs.example", "pro@fieldwork.test", "tickets.read");
        String proof = ClientKey.create("proofs")
                .proof(PlatformClock.system().instant(), "POST", host.running().url() + "/oauth/token", null);

        List<HttpUser.Reply> responses = RacesTest.atOnce(
                THREADS,
                () -> story.app.rawForm(
                        "/oauth/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", connected.refreshToken()),
                        "Authorization",
                        Story.basic(connected.clientId(), connected.secret()),
                        "DPoP",
                        proof));

        assertOne(responses, 200, "invalid_dpop_proof");
    }

    @Test
    @Tag("CLI-19")
    @DisplayName("of fifty simultaneous requests with one assertion one counts")
    void assertions() throws Exception {
        ClientKey key = ClientKey.create("assertions");
        String session = story.newDeveloper("dana@assertions.example");
        String clientId = story.createApp(session, Story.webApp("Races", "tickets.read"))
                .text("clientId")
                .orElseThrow();
        signsAssertions(clientId, key);
        String assertion = key.assertion(
                clientId,
                host.running().url().toString(),
                "one",
                PlatformClock.system().instant());
        Map<String, String> form = ClientKey.authenticated(request(clientId), assertion);

        List<HttpUser.Reply> responses = RacesTest.atOnce(THREADS, () -> story.app.rawForm("/oauth/par", form));

        assertOne(responses, 201, "invalid_client");
    }

    @Test
    @Tag("PAR-05")
    @Tag("CON-07")
    @DisplayName("of fifty simultaneous decisions in five tabs of one pushed request one gets a code")
    void pushedRequests() throws Exception {
        String session = story.newDeveloper("dana@pushed.example");
        JsonObject app = story.createApp(session, Story.webApp("Races", "tickets.read"));
        String clientId = app.text("clientId").orElseThrow();
        HttpUser.Reply pushed = story.app.rawForm(
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
        List<HttpUser.Reply> tabs = new ArrayList<>();
        for (int i = 0; i < TABS; i++) {
            HttpUser.Reply page = story.hostUser.get(link);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            tabs.add(page);
        }
        AtomicInteger next = new AtomicInteger();

        List<HttpUser.Reply> responses = RacesTest.atOnce(THREADS, () -> {
            HttpUser.Reply tab = tabs.get(next.getAndIncrement() % TABS);
            return story.hostUser.form(
                    URI.create(Story.formAction(tab)).getRawPath(), Story.consentFields(tab, List.of("tickets.read")));
        });

        assertThat(responses).allMatch(response -> response.status() < 500);
        assertThat(responses)
                .filteredOn(response -> response.header("Location").contains("code="))
                .as(() -> statuses(responses))
                .hasSize(1);
        assertThat(story.hostUser.get(link).status()).isEqualTo(400);
    }

    /** Makes an app one that proves itself by assertions; the portal has no form for this. */
    private void signsAssertions(String clientId, ClientKey key) throws SQLException {
        String jwks = ClientKey.jwks(key);
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

    private static void assertOne(List<HttpUser.Reply> responses, int status, String error) {
        assertThat(responses)
                .filteredOn(response -> response.status() == status)
                .as(() -> statuses(responses))
                .hasSize(1);
        assertThat(responses)
                // After ten failures of one client and address the throttle on guessing responds 429.
                .filteredOn(response -> response.status() != status && response.status() != 429)
                .isNotEmpty()
                .allSatisfy(
                        response -> assertThat(Json.readObject(response.text()).text("error"))
                                .as(response.text())
                                .contains(error));
    }

    private static String statuses(List<HttpUser.Reply> responses) {
        return responses.stream()
                .map(response -> response.status() + " " + response.header("Location"))
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
                .toString();
    }
}
