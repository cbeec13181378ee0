package dev.drawbridge.oauth.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A server over HTTP with somebody who has apps, grants, codes and tokens, and somebody else who attacks. */
final class FuzzScene implements AutoCloseable {

    /** Whose company connected the victim's app. */
    static final String USER = "usr_pro";

    /** Who is logged in to the host in another company. */
    static final String OTHER_USER = "usr_high";

    private static final int MANY = 10_000;

    private final HttpServer server;
    private final RawHttp http;
    private final TestPlatform test;
    private final OAuthScene oauth;
    private final OAuthScene.Client victim;
    private final OAuthScene.Client attacker;
    private final OAuthScene.Client machine;
    private final Grant grant;
    private final String code;
    private final String accessToken;
    private final String refreshToken;
    private final List<App> before;

    FuzzScene() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        OAuthWorld world = new OAuthWorld(
                surroundings -> surroundings
                        .issuer(URI.create("http://127.0.0.1:" + port))
                        .set(EnvironmentBuilder::insecureDevelopmentMode),
                settings ->
                        settings.dynamicRegistration(DynamicRegistration.open().withLimits(MANY, MANY)));
        test = world.test;
        oauth = world.oauth;
        server.createContext("/", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
        http = new RawHttp(port);
        victim = oauth.register(AppType.WEB, "tickets.read", "tickets.write");
        attacker = oauth.register(AppType.WEB, "tickets.read");
        machine = oauth.register(AppType.MACHINE, "tickets.read");
        grant = oauth.consent(victim, "co_pro", USER, "tickets.read", "tickets.write");
        Response tokens = oauth.redeem(victim, oauth.code(grant));
        accessToken = OAuthScene.text(tokens, "access_token");
        refreshToken = OAuthScene.text(tokens, "refresh_token");
        code = oauth.code(grant);
        before = apps();
    }

    RawHttp http() {
        return http;
    }

    OAuthScene.Client attacker() {
        return attacker;
    }

    /** Values that mean something here, other people's secrets aside. */
    List<String> known() {
        return List.of(
                victim.app().clientId().value(),
                attacker.app().clientId().value(),
                machine.app().clientId().value(),
                code,
                accessToken,
                refreshToken,
                grant.id().value(),
                OAuthScene.REDIRECT_URI,
                OAuthScene.VERIFIER,
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "tickets.read",
                "co_pro",
                USER,
                test.env().issuer() + "/api/v1");
    }

    /** An authorization request of the victim's app as it should be. */
    Map<String, String> request() {
        return new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", victim.app().clientId().value(),
                "redirect_uri", OAuthScene.REDIRECT_URI,
                "scope", "tickets.read",
                "state", "s",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
    }

    /** Token requests that would do if the right client sent them. */
    List<Map<String, String>> tokenRequests() {
        return List.of(
                oauth.codeForm(code),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "tickets.read"),
                Map.of("grant_type", "client_credentials", "scope", "tickets.read", "company", "co_pro"),
                Map.of("token", accessToken, "token_type_hint", "access_token"),
                Map.of("token", refreshToken, "token_type_hint", "refresh_token"),
                request());
    }

    /** Where the victim's app would manage its registration, if it had one. */
    String registration() {
        return "/oauth/register/" + victim.app().clientId().value();
    }

    /** A page of a user: where its form goes, and what would be sent with the first button. */
    record Page(String user, String action, Map<String, String> form, List<String> cookies) {}

    /** The pages with forms, each as it is before the one who should decides. */
    List<Page> pages() {
        Map<String, String> more = request();
        more.put("prompt", "consent");
        return List.of(
                page(USER, "/oauth/authorize?" + OAuthScene.encode(more), "decision", "allow"),
                page("usr_multi", "/oauth/authorize?" + OAuthScene.encode(more), "company", "co_pro"),
                page(
                        OTHER_USER,
                        "/oauth/install?client_id=" + machine.app().clientId().value(),
                        "decision",
                        "allow"),
                page(USER, "/oauth/connections", "action", "disconnect"));
    }

    private Page page(String user, String target, String button, String value) {
        Browser browser = Browser.of(test::handle, test.env().issuer()).setCookie(FakeHost.USER, user);
        BrowserPage page = browser.get(target);
        Element form = Jsoup.parse(page.response().text()).selectFirst("form");
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input[name], select[name]")) {
            fields.put(input.attr("name"), input.tagName().equals("select") ? user : input.val());
        }
        fields.put(button, value);
        List<String> cookies = page.response().headers().all("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .toList();
        return new Page(user, form.attr("action"), fields, cookies);
    }

    /** Whether a redirect leads to the apps' callback, to the host's login or to a page of this server. */
    boolean isIssuedHere(String location) {
        return location.startsWith(OAuthScene.REDIRECT_URI + "?") || location.matches("/(?![/\\\\]).*");
    }

    /** What the victim had is still there and still works. */
    void requireUntouched() {
        assertThat(test.env().stores().grants().active(new CompanyId("co_pro"))).containsExactly(grant);
        assertThat(test.env().stores().grants().active(new CompanyId("co_high")))
                .isEmpty();
        assertThat(apps()).isEqualTo(before);
        Response described = oauth.post("/oauth/introspect", victim, Map.of("token", accessToken));
        assertThat(Json.readObject(described.body()).bool("active")).contains(true);
        assertThat(oauth.refresh(victim, refreshToken).status()).isEqualTo(200);
        assertThat(oauth.redeem(victim, code).status()).isEqualTo(200);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private List<App> apps() {
        return List.of(victim, attacker, machine).stream()
                .map(client -> test.env().apps().find(client.app().id()).orElseThrow())
                .toList();
    }
}
