package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import dev.drawbridge.webhooks.Webhooks;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ordinary use leaves behind, in every table there is. */
class RetentionTest {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private static final Duration DAY = Duration.ofDays(1);
    private static final int STEADY = 430;
    private static final int END = 500;

    private static final Developer DEVELOPER = new Developer(new DeveloperId("dev"), "dev@acme.test", "Dev", true);
    private static final UserId USER = new UserId("usr_pro");

    private final SettableClock clock = new SettableClock();
    private final OAuthStores stores = DATABASE.stores().oauth();
    private final AuthorizationServer[] server = new AuthorizationServer[1];

    // Made once the database is empty.
    private TestPlatform test;
    private OAuthScene scene;

    @BeforeEach
    void start() {
        test = TestPlatform.builder()
                .clock(clock)
                .stores(DATABASE.stores().core())
                .add(env -> RateLimits.on(env, DATABASE.stores().limits()))
                .add(env -> server[0] = AuthorizationServer.on(env, stores))
                .add(env -> Webhooks.on(env, DATABASE.stores().webhooks()))
                .build();
        scene = OAuthStoreRows.scene(test, stores);
    }

    @AfterEach
    void stop() {
        test.platform().close();
    }

    @Test
    @Tag("A-133")
    @DisplayName("with an app created, used, disconnected and revoked every day, no table grows after 400 days")
    void noTableGrows() {
        OAuthScene.Client lasting = create("Lasting");
        Map<String, Long> steady = Map.of();
        for (int day = 1; day <= END; day++) {
            live(day, lasting);
            clock.advance(DAY);
            test.runJobs();
            if (day == STEADY) {
                steady = rows();
            }
        }

        Map<String, Long> end = rows();
        assertThat(end).containsOnlyKeys(steady.keySet());
        Map<String, Long> before = steady;
        assertThat(end)
                .allSatisfy((table, count) -> assertThat(count)
                        .as("%s on day %s and day %s", table, STEADY, END)
                        .isBetween(before.get(table) - 2, before.get(table) + 2));
        assertThat(end.get("DP_APP")).isBetween(400L, 405L);
        assertThat(end.get("DP_GRANT")).isBetween(800L, 810L);
        assertThat(end.get("DP_FAMILY")).isBetween(1L, 300L);
    }

    @Test
    @Tag("A-133")
    @DisplayName("an app and what is about it stay for 400 days after its revocation, and nothing after that")
    void keptFor400Days() {
        OAuthScene.Client client = create("Short");
        Grant grant = use(client);
        stores.installations().setFirstCompany(client.app().id(), new CompanyId("co_pro"));
        clock.advance(Duration.ofDays(1_000));
        test.runJobs();
        server[0].apps().revoke(client.app(), Actor.SYSTEM);

        clock.advance(Duration.ofDays(400));
        test.runJobs();
        assertThat(test.env().apps().find(client.app().id())).isPresent();
        assertThat(CoreServices.of(test.env()).grants().find(grant.id())).isPresent();
        assertThat(stores.seenApps().find(grant.id())).isPresent();

        clock.advance(Duration.ofSeconds(1));
        test.runJobs();
        Map<String, Long> left = rows();
        for (String table : List.of("APP", "GRANT", "SEEN_APP", "SECRET", "REGISTRATION", "INSTALLATION", "FAMILY")) {
            assertThat(left).containsEntry("DP_" + table, 0L);
        }
        for (String table : List.of("ENDPOINT", "SECRET", "LANE")) {
            assertThat(left).containsEntry("DP_WH_" + table, 0L);
        }
    }

    @Test
    @Tag("A-133")
    @DisplayName("no refresh token lives on after its grant is forgotten")
    void noFamilyOutlivesItsGrant() {
        OAuthScene.Client client = create("Lasting");
        GrantId grant = use(client).id();
        test.env().stores().grants().end(grant, clock.instant().minus(Duration.ofDays(401)));

        test.runJobs();

        assertThat(CoreServices.of(test.env()).grants().find(grant)).isEmpty();
        assertThat(stores.families().endAll(grant)).isZero();
        assertThat(rows()).containsEntry("DP_FAMILY", 1L);
    }

    private void live(int day, OAuthScene.Client lasting) {
        OAuthScene.Client passing = create("App " + day);
        use(passing);
        Grant grant = use(lasting);
        assertThat(server[0].connections().disconnect(USER, grant.id(), Actor.SYSTEM))
                .isTrue();
        server[0].apps().revoke(passing.app(), Actor.SYSTEM);
    }

    private OAuthScene.Client create(String name) {
        AppDraft draft = AppDraft.of(AppType.WEB, name)
                .redirectUris(OAuthScene.REDIRECT_URI)
                .scopes("tickets.read")
                .build();
        RegisteredApp made = server[0].apps().create(DEVELOPER, draft, Actor.SYSTEM);
        App app = made.app();
        stores.registrations()
                .insert(new Registration(
                        app.id(), TokenHash.of(name), new Registration.Details(null, null, null), null));
        EndpointId endpoint = new EndpointId(Samples.id());
        DATABASE.stores()
                .webhooks()
                .endpoints()
                .insert(
                        new WebhookEndpoint(
                                endpoint,
                                app.id(),
                                URI.create("https://hooks.acme.test/in"),
                                "",
                                List.of("ticket.created"),
                                EndpointStatus.ACTIVE,
                                clock.instant(),
                                1),
                        new EndpointSecret(Samples.id(), endpoint, "sealed", clock.instant(), null),
                        10);
        return new OAuthScene.Client(app, made.clientSecret().orElseThrow());
    }

    private Grant use(OAuthScene.Client client) {
        Grant grant = scene.consent(client, "co_pro", USER.value(), "tickets.read");
        stores.seenApps()
                .put(grant.id(), new SeenApp("App", null, List.of("client.test"), Scopes.of("tickets.read"), Map.of()));
        String token = OAuthScene.text(scene.redeem(client, scene.code(grant)), "refresh_token");
        assertThat(scene.refresh(client, token).status()).isEqualTo(200);
        Map<String, String> request = Map.of(
                "response_type", "code",
                "redirect_uri", OAuthScene.REDIRECT_URI,
                "scope", "tickets.read",
                "code_challenge", TokenHash.of(OAuthScene.VERIFIER).value(),
                "code_challenge_method", "S256");
        assertThat(scene.post("/oauth/par", client, request).status()).isEqualTo(201);
        return grant;
    }

    private static Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            handle.createQuery("select table_name from information_schema.tables where table_name like 'DP\\_%'")
                    .mapTo(String.class)
                    .list()
                    .forEach(table -> rows.put(
                            table,
                            handle.createQuery("select count(*) from " + table)
                                    .mapTo(Long.class)
                                    .one()));
        }
        return rows;
    }
}
