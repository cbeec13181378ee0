package dev.drawbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command prints and changes, and how it ends. */
class CommandsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void createTables() {
        assertThat(run("schema", "migrate")).isZero();
        printed();
    }

    private int run(String... command) {
        List<String> arguments = new ArrayList<>(List.of("--database", database, "--master-key", KEY));
        arguments.addAll(List.of(command));
        return Drawbridge.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private String printed() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private Map<String, Object> json(String... command) {
        printed();
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(command));
        assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
        return Json.readObject(printed()).toMap();
    }

    private Map<String, Object> machine() {
        return json(
                "apps", "create", "--name", "Nightly sync", "--type", "machine", "--scopes", "jobs.read,tickets.read");
    }

    @Test
    @DisplayName("an app is created with its secret shown once, listed, shown and revoked")
    void apps() {
        Map<String, Object> app = machine();
        assertThat(app.get("clientSecret").toString()).hasSizeGreaterThan(40);
        assertThat(app).containsEntry("definedBy", "INTERNAL").containsEntry("type", "machine");
        String clientId = app.get("clientId").toString();

        Map<String, Object> shown = json("apps", "show", clientId);
        assertThat(shown).containsEntry("status", "ACTIVE").doesNotContainKey("clientSecret");
        assertThat(run("apps", "list")).isZero();
        assertThat(printed()).contains(clientId).contains("Nightly sync");

        assertThat(run("apps", "revoke", clientId)).isZero();
        assertThat(printed()).contains("Revoked " + clientId);
        assertThat(json("apps", "show", clientId)).containsEntry("status", "REVOKED");
        assertThat(run("apps", "revoke", clientId)).isEqualTo(1);
        assertThat(err.toString()).contains("revoked");
    }

    @Test
    @DisplayName("without --json a creation prints the client id and the secret, and nothing else")
    void createPrintsTheSecretOnce() {
        int status = run(
                "apps",
                "create",
                "--name",
                "Nightly sync",
                "--type",
                "machine",
                "--scopes",
                "jobs.read",
                "--company",
                "co_pro",
                "--run-as",
                "pro@fieldwork.test");
        assertThat(status).as(err.toString()).isZero();
        assertThat(printed().lines()).hasSize(2).allMatch(line -> line.startsWith("client"));
    }

    @Test
    @DisplayName("a machine app is installed for a company's member only, and nothing is created otherwise")
    void installs() {
        assertThat(run(
                        "apps",
                        "create",
                        "--name",
                        "Nightly sync",
                        "--type",
                        "machine",
                        "--scopes",
                        "jobs.read",
                        "--company",
                        "co_pro",
                        "--run-as",
                        "high@fieldwork.test"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no member");
        assertThat((List<?>) json("apps", "list").get("items")).isEmpty();
    }

    @Test
    @DisplayName("what the platform refuses is told field by field, with status 1")
    void refusals() {
        assertThat(run("apps", "create", "--name", "Nightly sync", "--type", "web", "--scopes", "nothing.read"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("scopes").contains("redirectUris").doesNotContain("Exception");
    }

    @Test
    @DisplayName("a rotation needs --end-older while an older secret ends, and a secret is ended by its last four")
    void secrets() {
        String clientId = machine().get("clientId").toString();
        Map<String, Object> rotated = json("secrets", "rotate", clientId);
        assertThat(rotated.get("clientSecret").toString()).hasSizeGreaterThan(40);
        assertThat(run("secrets", "rotate", clientId)).isEqualTo(1);
        assertThat(run("secrets", "rotate", clientId, "--end-older", "--overlap", "PT1H"))
                .isZero();
        String secret = printed().strip();
        String last4 = secret.substring(secret.length() - 4);
        assertThat(run("secrets", "end", clientId, last4)).isZero();
        assertThat(run("secrets", "end", clientId, last4)).isEqualTo(1);
    }

    @Test
    @DisplayName("keys are listed, rotated and revoked")
    void keys() {
        List<?> keys = (List<?>) json("keys", "list").get("items");
        assertThat(keys).isNotEmpty();
        String kid = ((Map<?, ?>) keys.get(0)).get("kid").toString();
        assertThat(run("keys", "rotate")).as(err.toString()).isZero();
        assertThat((List<?>) json("keys", "list").get("items")).hasSizeGreaterThan(keys.size());
        assertThat(run("keys", "revoke", kid)).as(err.toString()).isZero();
        assertThat(run("keys", "revoke", kid)).isEqualTo(1);
    }

    @Test
    @DisplayName("an unknown developer cannot be suspended, and a reason is demanded")
    void developers() {
        assertThat(json("developers", "list")).containsEntry("items", List.of());
        assertThat(run("developers", "suspend", "nobody@example.com", "--reason", "Spam"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("There is no developer nobody@example.com.");
        assertThat(run("developers", "suspend", "nobody@example.com")).isEqualTo(2);
    }

    @Test
    @DisplayName("the journal names the user of the operating system for what a command changed")
    void audit() {
        machine();
        assertThat(run("--json", "audit", "export")).as(err.toString()).isZero();
        assertThat(printed())
                .contains("app.created")
                .contains("cli:" + System.getProperty("user.name"))
                .doesNotContain("_cs_");
        assertThat(run("audit", "export", "--action", "app.created")).isZero();
        assertThat(printed().lines().count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    @DisplayName("the schema is printed without a database")
    void printsSchema(String dialect) {
        StringWriter printed = new StringWriter();
        assertThat(Drawbridge.run(
                        new PrintWriter(printed, true),
                        new PrintWriter(err, true),
                        "schema",
                        "print",
                        "--dialect",
                        dialect))
                .isZero();
        assertThat(printed.toString()).contains("create table").contains("dp_schema_history");
    }

    @Test
    @DisplayName("a second migration finds nothing to do")
    void schemaStatus() {
        assertThat(run("schema", "status")).isZero();
        assertThat(printed()).contains("up to date");
        assertThat(run("schema", "migrate")).isZero();
        assertThat(printed()).contains("were up to date");
    }

    @Test
    @DisplayName("another master key than that of the database is refused and nothing is changed")
    void wrongKey() {
        machine();
        String other = Base64.getEncoder().encodeToString(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        int status = Drawbridge.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "--database",
                database,
                "--master-key",
                other,
                "apps",
                "list");
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("master key").doesNotContain(KEY);
    }

    @Test
    @DisplayName("a wrong command line ends with status 2 and says what is missing")
    void usage() {
        assertThat(run("apps", "create")).isEqualTo(2);
        assertThat(err.toString()).contains("--name");
        assertThat(run("apps")).isEqualTo(2);
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(Drawbridge.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        "--master-key",
                        "short",
                        "apps",
                        "list"))
                .isEqualTo(2);
    }
}
