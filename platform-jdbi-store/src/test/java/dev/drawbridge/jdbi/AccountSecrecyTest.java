package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.testkit.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountSecrecyTest {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private static final String DEV = "dev@example.com";
    private static final String FIRST = "the first secret phrase of mine";
    private static final String SECOND = "the second secret phrase of mine";

    private final TestPlatform test = TestPlatform.builder()
            .stores(DATABASE.stores().core())
            .add(env -> DeveloperAccounts.builder(env, DATABASE.stores().accounts())
                    .insecurePasswordCostForTests(4)
                    .build())
            .build();

    @Test
    @Tag("A-018")
    @DisplayName("no password, link or session token is in the database, the log or an error in clear")
    void nothingSecretIsKeptInClear() {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        List<String> secrets = new ArrayList<>(List.of(FIRST, SECOND));
        StringBuilder seen = new StringBuilder();
        try {
            send("/signup", Map.of("email", DEV, "password", FIRST));
            seen.append(dump());
            test.mails().failNext(1);
            test.runJobs();
            seen.append(dump());
            test.clock().advance(Duration.ofMinutes(1));
            test.runJobs();
            String link = linkToken();
            secrets.add(link);
            send("/email/verify", Map.of("token", link));
            Response login = send("/sessions", Map.of("email", DEV, "password", FIRST));
            secrets.add(Json.readObject(login.body()).text("token").orElseThrow());
            seen.append(send("/sessions", Map.of("email", SECOND, "password", FIRST))
                    .text());
            send("/password/forgot", Map.of("email", DEV));
            seen.append(dump());
            test.runJobs();
            String reset = linkToken();
            secrets.add(reset);
            send("/password/reset", Map.of("token", reset, "password", SECOND));
            seen.append(send("/password/reset", Map.of("token", reset, "password", SECOND))
                    .text());
            seen.append(send("/email/verify", Map.of("token", reset)).text());
            seen.append(dump());
        } finally {
            System.setErr(console);
        }

        assertThat(secrets).doesNotHaveDuplicates().hasSize(5);
        String everything = seen + log.toString(StandardCharsets.UTF_8);
        assertThat(everything).contains("DP_MAIL_LINK").contains(DEV).contains("was not sent at try 1");
        for (String secret : secrets) {
            assertThat(everything.contains(secret))
                    .as("one of the secrets is in clear")
                    .isFalse();
            assertThat(everything.contains(secret.substring(secret.length() - 20)))
                    .as("the end of one of the secrets is in clear")
                    .isFalse();
        }
    }

    private Response send(String path, Map<String, Object> body) {
        Headers headers = Headers.NONE.plus("Content-Type", "application/json");
        byte[] json = Json.write(body).getBytes(StandardCharsets.UTF_8);
        return test.handle(Request.of("POST", "/developers/api/v1" + path, headers, InetAddress.getLoopbackAddress())
                .withBody(json));
    }

    private String linkToken() {
        List<String> links = test.mails().links(DEV);
        String link = links.stream()
                .filter(target -> target.contains("token="))
                .reduce((first, second) -> second)
                .orElseThrow();
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private static String dump() {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            return String.join(
                    "\n", handle.createQuery("script").mapTo(String.class).list());
        }
    }
}
