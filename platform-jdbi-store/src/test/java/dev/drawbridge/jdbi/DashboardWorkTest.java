package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.Webhooks;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard's cost does not grow with the apps that a developer ever had. */
class DashboardWorkTest {

    private static final String EMAIL = "many@example.com";
    private static final String PASSWORD = "correct horse battery staple";
    private static final int FORMER_APPS = 60;

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private final CountedStatements statements = new CountedStatements();
    private JdbiStores stores;
    private TestPlatform test;
    private String cookie;

    @Test
    @DisplayName(
            "the dashboard asks as many statements for sixty apps as for one: apps, usage, companies, and one per panel")
    void sixtyAppsCostAsMuchAsOne() {
        start();
        DeveloperId owner =
                stores.accounts().accounts().findByEmail(EMAIL).orElseThrow().id();
        insert(owner, "The only one", AppStatus.ACTIVE);
        List<String> forOne = work("?status=all");
        for (int i = 0; i < FORMER_APPS; i++) {
            insert(owner, "Former " + i, AppStatus.REVOKED);
        }
        insert(owner, "The newest one", AppStatus.ACTIVE);

        assertThat(work("?status=all")).as("for many apps").hasSameSizeAs(forOne);
        assertThat(forOne.stream()
                        .filter(statement -> !statement.contains("dp_session"))
                        .filter(statement -> !statement.contains("dp_developer"))
                        .toList())
                .hasSize(6)
                .anyMatch(statement -> statement.contains("from dp_app"))
                .anyMatch(statement -> statement.contains("from dp_usage_app_day"))
                .anyMatch(statement -> statement.contains("count(distinct company_id) as companies from dp_grant"))
                .anyMatch(statement -> statement.contains("from dp_secret"))
                .anyMatch(statement -> statement.contains("from dp_limit_event"))
                .anyMatch(statement -> statement.contains("from dp_wh_endpoint"));
    }

    private void start() {
        stores = JdbiStores.create(statements.of(DATABASE.dataSource()));
        test = TestPlatform.builder()
                .stores(stores.core())
                .add(env -> DeveloperAccounts.builder(env, stores.accounts())
                        .insecurePasswordCostForTests(4)
                        .build())
                .add(env -> AuthorizationServer.on(env, stores.oauth()))
                .add(env -> RateLimits.on(env, stores.limits()))
                .add(env -> Webhooks.on(env, stores.webhooks()))
                .build();
        post("/signup", 202);
        test.deliverMails();
        cookie = post("/sessions", 201).header("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private void insert(DeveloperId owner, String name, AppStatus status) {
        var app = Samples.app(owner, name);
        assertThat(stores.core().apps().insert(app, 5, Samples.NOW).toString()).isEqualTo("INSERTED");
        if (status == AppStatus.REVOKED) {
            assertThat(stores.core().apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, Samples.NOW))
                    .isTrue();
        }
    }

    private List<String> work(String query) {
        statements.clear();
        Response page = send(Request.of(
                "GET",
                "/developers/dashboard" + query,
                Headers.NONE.plus("Cookie", cookie),
                InetAddress.getLoopbackAddress()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("The only one");
        return statements.list();
    }

    private Response post(String path, int status) {
        Headers headers = Headers.NONE.plus("Content-Type", "application/json").plus("Sec-Fetch-Site", "same-origin");
        String body = Json.write(Map.of("email", EMAIL, "password", PASSWORD));
        Response response =
                send(Request.of("POST", "/developers/api/v1" + path, headers, InetAddress.getLoopbackAddress())
                        .withBody(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        return response;
    }

    private Response send(Request request) {
        return test.handle(request);
    }
}
