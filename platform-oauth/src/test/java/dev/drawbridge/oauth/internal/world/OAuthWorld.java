package dev.drawbridge.oauth.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One node in memory with an authorization server, a guarded route of the host, an app of a user ({@link #web}) and one that
 * runs without ({@link #machine}). What differs between tests is a setting.
 */
public final class OAuthWorld {

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    public static final String CALLBACK = "https://client.test/cb";

    public final SettableClock clock = new SettableClock();
    public final MemoryCoreStores core = new MemoryCoreStores(clock);
    public final MemoryOAuthStores stores = MemoryOAuthStores.on(core.transactions());
    public final TestPlatform test;
    public final AuthorizationServer server;
    public final OAuthScene oauth;
    public final App web;
    public final App machine;
    private final Handler api;

    public OAuthWorld() {
        this(UnaryOperator.identity());
    }

    public OAuthWorld(UnaryOperator<AuthorizationServerBuilder> settings) {
        this(UnaryOperator.identity(), settings);
    }

    public OAuthWorld(
            UnaryOperator<TestPlatform.Builder> surroundings, UnaryOperator<AuthorizationServerBuilder> settings) {
        AtomicReference<AuthorizationServer> made = new AtomicReference<>();
        this.test = node(surroundings, settings, made::set);
        this.server = made.get();
        this.oauth = MemoryOAuthRows.scene(test, stores);
        this.api = CoreServices.of(test.env())
                .edge()
                .before(test.platform()
                        .guard()
                        .require("tickets.read")
                        .around((request, caller) -> Response.json(
                                200,
                                Map.of(
                                        "subject",
                                        caller.subject(),
                                        "actsAs",
                                        caller.actsAs().value()))));
        this.web = register("web", AppType.WEB, "Acme Sync", List.of(CALLBACK), all());
        this.machine = register("machine", AppType.MACHINE, "Night Export", List.of(), all());
    }

    /** A world in development mode at an address of this machine, for those who come over HTTP. */
    public static OAuthWorld at(URI issuer, UnaryOperator<AuthorizationServerBuilder> settings) {
        return new OAuthWorld(
                surroundings -> surroundings.issuer(issuer).set(EnvironmentBuilder::insecureDevelopmentMode), settings);
    }

    /** Another node with the same clock and stores. */
    public TestPlatform node(
            UnaryOperator<TestPlatform.Builder> surroundings, UnaryOperator<AuthorizationServerBuilder> settings) {
        return node(surroundings, settings, made -> {});
    }

    private TestPlatform node(
            UnaryOperator<TestPlatform.Builder> surroundings,
            UnaryOperator<AuthorizationServerBuilder> settings,
            Consumer<AuthorizationServer> made) {
        return surroundings
                .apply(TestPlatform.builder().clock(clock).stores(core).set(env -> env.limits(FakeHost.LIMITS)))
                .add(env -> {
                    AuthorizationServer authorization = settings.apply(AuthorizationServer.builder(env, stores))
                            .build();
                    made.accept(authorization);
                    return authorization;
                })
                .build();
    }

    /** Calls the host's API. */
    public Response call(String accessToken) {
        return call(Headers.NONE.plus("Authorization", "Bearer " + accessToken));
    }

    public Response call(Headers headers) {
        return api.handle(Request.of("GET", "/api/v1/tickets", headers, InetAddress.getLoopbackAddress()));
    }

    /** Calls the host's API with a request of the test's own. */
    public Response api(Request request) {
        return api.handle(request);
    }

    public Response get(String path) {
        return get(path, Headers.NONE);
    }

    public Response get(String path, Headers headers) {
        return test.handle(Request.of("GET", path, headers, InetAddress.getLoopbackAddress()));
    }

    public static Scopes all() {
        return Scopes.of("tickets.read", "tickets.write", "invoices.read", "mcp:write");
    }

    public App register(String id, AppType type, String name, List<String> redirectUris, Scopes scopes) {
        App app = App.builder(new AppId(id), new ClientId("dp_cid_" + id), type, DefinedBy.USER)
                .owner(new DeveloperId("dev"))
                .profile(AppProfile.of(name, "", "help@acme.test"))
                .access(AppAccess.of(redirectUris, scopes))
                .createdAt(clock.instant())
                .build();
        core.apps().insert(app, 100, clock.instant());
        return app;
    }

    /** Changes what an app's requests must have. */
    public App secure(App app, AppSecurity security) {
        App changed = app.with().security(security).nextVersion().build();
        edit(changed);
        return changed;
    }

    /** Edits an app as the registry does: the nodes hear of it. */
    public void edit(App changed) {
        core.transactions().inTransaction(() -> {
            assertThat(core.apps().update(changed, clock.instant())).isEqualTo(AppStore.Update.UPDATED);
            CoreServices.of(test.env())
                    .changes()
                    .drop(ChangeKind.APP, changed.id().value());
            return true;
        });
    }

    /** Revokes an app as the registry does: the nodes hear of it. */
    public void revoke(AppId app) {
        core.transactions().inTransaction(() -> {
            assertThat(core.apps().moveStatus(app, AppStatus.ACTIVE, AppStatus.REVOKED, SettableClock.START))
                    .isTrue();
            CoreServices.of(test.env()).changes().drop(ChangeKind.APP, app.value());
            return true;
        });
    }

    /** The parameters of a plain request of {@link #web}. */
    public static Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", "dp_cid_web");
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("response_type", "code");
        parameters.put("scope", "tickets.read tickets.write");
        parameters.put("state", "s-1");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** A plain request with one parameter changed, or left out. */
    public static Map<String, String> request(String name, String value) {
        Map<String, String> parameters = request();
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        return parameters;
    }

    public static String authorize(Map<String, String> parameters) {
        return "/oauth/authorize?" + encode(parameters);
    }

    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public HostBrowser browser() {
        return new HostBrowser(test);
    }

    public HostBrowser browser(String user) {
        return new HostBrowser(test).login(user);
    }

    public List<Grant> grants(String company) {
        return core.grants().active(new CompanyId(company));
    }
}
