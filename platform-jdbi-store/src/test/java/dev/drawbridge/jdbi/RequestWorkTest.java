package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests about addresses with and without an account do the same work: a structural proof, and figures beside it. */
class RequestWorkTest {

    private static final String KNOWN = "known@example.com";
    private static final String UNKNOWN = "unknown@example.com";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String JSON = "/developers/api/v1";
    private static final int RUNS = 300;

    abstract static class Contract {

        private final CountedStatements statements = new CountedStatements();
        private TestPlatform test;

        abstract DataSource dataSource();

        @Test
        @DisplayName("forgot, resend and sign-up run the same statements for known and unknown addresses")
        void knownAndUnknownAddressesCostTheSame() {
            JdbiStores stores = JdbiStores.create(statements.of(dataSource()));
            test = TestPlatform.builder()
                    .stores(stores.core())
                    .add(env -> DeveloperAccounts.builder(env, stores.accounts())
                            .insecurePasswordCostForTests(4)
                            .signUpsPerDomain(1_000)
                            .signUpsPerAddress(1_000)
                            .build())
                    .build();
            signUp(KNOWN);
            test.deliverMails();

            assertThat(work(() -> json("/password/forgot", KNOWN)))
                    .isEqualTo(work(() -> json("/password/forgot", UNKNOWN)))
                    .hasSize(1);
            assertThat(work(() -> json("/email/resend", KNOWN)))
                    .isEqualTo(work(() -> json("/email/resend", UNKNOWN)))
                    .hasSize(1);
            assertThat(work(() -> form("/developers/forgot", KNOWN)))
                    .isEqualTo(work(() -> form("/developers/forgot", UNKNOWN)))
                    .hasSize(1);
            assertThat(work(() -> signUp(KNOWN)))
                    .isEqualTo(work(() -> signUp("new@example.com")))
                    .hasSizeLessThanOrEqualTo(8);
            test.deliverMails();
            assertThat(stores.accounts().mailRequests().count()).isZero();
            figures();
        }

        private void figures() {
            List<Long> known = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                // Each goes first half of the time.
                if (i % 2 == 0) {
                    known.add(micros(() -> json("/password/forgot", KNOWN)));
                }
                unknown.add(micros(() -> json("/password/forgot", UNKNOWN)));
                if (i % 2 == 1) {
                    known.add(micros(() -> json("/password/forgot", KNOWN)));
                }
            }
            System.out.println("forgot on " + getClass().getSimpleName() + ", median of " + RUNS + ": known "
                    + median(known) + " us, unknown " + median(unknown) + " us");
        }

        private List<String> work(Runnable request) {
            statements.clear();
            request.run();
            return statements.list();
        }

        private void signUp(String email) {
            send(JSON + "/signup", "application/json", Json.write(Map.of("email", email, "password", PASSWORD)), 202);
        }

        private void json(String path, String email) {
            send(JSON + path, "application/json", Json.write(Map.of("email", email)), 202);
        }

        private void form(String path, String email) {
            String body = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
            send(path, "application/x-www-form-urlencoded", body, 200);
        }

        private void send(String path, String type, String body, int status) {
            Headers headers = Headers.NONE.plus("Content-Type", type).plus("Sec-Fetch-Site", "same-origin");
            Response response = test.handle(Request.of("POST", path, headers, InetAddress.getLoopbackAddress())
                    .withBody(body.getBytes(StandardCharsets.UTF_8)));
            assertThat(response.status()).as(response.text()).isEqualTo(status);
        }

        private static long micros(Runnable work) {
            long begin = System.nanoTime();
            work.run();
            return (System.nanoTime() - begin) / 1_000;
        }

        private static long median(List<Long> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        DataSource dataSource() {
            return DATABASE.dataSource();
        }
    }

    @Nested
    class OnPostgres extends Contract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        DataSource dataSource() {
            return DATABASE.dataSource();
        }
    }
}
