package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A host whose tables refuse everything that is written, and what its log says of it. */
class ValuesInLogsTest {

    private static final String MARK = "markedvalue";

    private static final String REFUSE = """
            do $$ declare name text; begin
                for name in select table_name from information_schema.tables
                    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name like 'dp\\_%' loop
                    execute format('alter table %I add constraint %I check (1 = 0) not valid', name, name || '_shut');
                end loop;
            end $$""";

    @Test
    @DisplayName(
            "When every table refuses its rows, the log has none of the addresses, names, tokens and links of requests")
    void theLogHasNoValues() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        variables.put("DCR_MODE", "open");
        try (HostProcess host = HostProcess.start(variables)) {
            try (Connection connection = DriverManager.getConnection(
                            variables.get("DATABASE_URL"),
                            variables.get("DATABASE_USER"),
                            variables.get("DATABASE_PASSWORD"));
                    Statement statement = connection.createStatement()) {
                statement.execute(REFUSE);
            }
            HttpUser user = HttpUser.program(host.url());
            String person = MARK + "@person.example";
            List<Integer> statuses = new ArrayList<>();
            statuses.add(user.json(
                            "POST",
                            "/developers/api/v1/signup",
                            Map.of("email", person, "password", MARK + " secret phrase", "name", MARK))
                    .status());
            statuses.add(user.json(
                            "POST",
                            "/developers/api/v1/sessions",
                            Map.of("email", person, "password", MARK + " secret phrase"))
                    .status());
            statuses.add(user.json("POST", "/developers/api/v1/password/forgot", Map.of("email", person))
                    .status());
            statuses.add(user.json("POST", "/developers/api/v1/email/verify", Map.of("token", MARK))
                    .status());
            statuses.add(user.json(
                            "POST",
                            "/oauth/register",
                            Map.of(
                                    "client_name",
                                    MARK,
                                    "redirect_uris",
                                    List.of("https://" + MARK + ".example/cb"),
                                    "token_endpoint_auth_method",
                                    "none"))
                    .status());
            statuses.add(user.form(
                            "/oauth/token",
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    MARK,
                                    "client_id",
                                    MARK,
                                    "client_secret",
                                    MARK,
                                    "code_verifier",
                                    MARK.repeat(5),
                                    "redirect_uri",
                                    "https://" + MARK + ".example/cb"))
                    .status());
            System.out.println("Statuses of a host whose tables refuse: " + statuses);

            assertThat(statuses).contains(500);
            assertThat(host.output()).contains("SQLSTATE 23514").doesNotContain(MARK);
        }
    }
}
