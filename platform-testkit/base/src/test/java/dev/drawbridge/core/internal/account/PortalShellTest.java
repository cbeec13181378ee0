package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PortalShellTest {

    private static final String DEV = "dev@example.com";
    private static final String MINE = "app_mine";
    private static final String SESSION = "__Host-dp_session";

    private final Probe probe = new Probe();
    private final Accounts accounts = new Accounts(probe);

    @BeforeEach
    void logIn() {
        accounts.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD));
        accounts.json("POST", "/signup", Map.of("email", "other@example.com", "password", Accounts.PASSWORD));
        String link = accounts.linkIn(accounts.lastMailTo(DEV), "verify");
        accounts.postForm("/developers/verify", Map.of("token", Accounts.tokenOf(link)));
        accounts.postForm("/developers/login", Map.of("email", DEV, "password", Accounts.PASSWORD));
        insert(MINE, "My app", owner(DEV), DefinedBy.USER, AppStatus.ACTIVE);
        insert("app_other", "Other app", owner("other@example.com"), DefinedBy.USER, AppStatus.ACTIVE);
        insert("app_internal", "Internal app", owner(DEV), DefinedBy.INTERNAL, AppStatus.ACTIVE);
        insert("app_revoked", "Revoked app", owner(DEV), DefinedBy.USER, AppStatus.REVOKED);
    }

    @Nested
    class WithoutSession {

        @Test
        void aPageLeadsToTheLoginAndBack() {
            accounts.cookies().clear();

            assertThat(accounts.get("/developers/apps/app_mine/probe?a=b").header("Location"))
                    .contains("/developers/login?next=%2Fdevelopers%2Fapps%2Fapp_mine%2Fprobe%3Fa%3Db");
            Response post = accounts.postForm("/developers/apps/app_mine/probe", Map.of("x", "y"));
            assertThat(post.status()).isEqualTo(303);
            assertThat(post.header("Location"))
                    .contains("/developers/login?next=%2Fdevelopers%2Fapps%2Fapp_mine%2Fprobe");
            assertThat(probe.calls).isEmpty();
        }

        @Test
        @Tag("A-113")
        @DisplayName("a JSON call is a 401 problem with a challenge")
        void aJsonCallIsAProblem() {
            Response response = accounts.json("GET", "/apps/app_mine/probe", Map.of());

            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("Content-Type")).contains("application/problem+json");
            assertThat(response.header("WWW-Authenticate")).contains("Bearer");
            assertThat(response.text()).contains("not_authenticated").contains("requestId");
        }
    }

    @Nested
    class Ownership {

        @Test
        @Tag("A-049")
        @DisplayName("another developer's app is the same 404 as one that does not exist")
        void foreignLooksUnknown() {
            for (String path : List.of("", "/probe", "/risky")) {
                Response foreign = accounts.get("/developers/apps/app_other" + path);
                Response unknown = accounts.get("/developers/apps/app_none" + path);
                assertThat(foreign.status()).as(path).isEqualTo(404);
                assertThat(withoutId(foreign)).isEqualTo(withoutId(unknown));
            }
            Response foreign = json("POST", "/apps/app_other/probe", Map.of());
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(withoutId(foreign)).isEqualTo(withoutId(json("POST", "/apps/app_none/probe", Map.of())));
            assertThat(probe.calls).isEmpty();
        }

        @Test
        @DisplayName("an internal app is shown and cannot be changed")
        void internalAppsAreReadOnly() {
            assertThat(accounts.get("/developers/apps/app_internal/probe").status())
                    .isEqualTo(200);
            Response refused = json("POST", "/apps/app_internal/probe", Map.of());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("internal_app_read_only");
        }

        @Test
        void aRevokedAppIsShownAndCannotBeChanged() {
            assertThat(accounts.get("/developers/apps/app_revoked").text()).contains("This app is revoked");
            Response refused = json("POST", "/apps/app_revoked/probe", Map.of());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("app_revoked");
        }
    }

    @Nested
    class OtherSites {

        @Test
        @Tag("A-100")
        @DisplayName("what another site sends is refused, with a good cookie and a good token")
        void crossSiteIsRefused() {
            Map<String, String> form = Map.of("csrf", formToken());
            for (Map<String, String> headers : List.of(
                    Map.of("Sec-Fetch-Site", "cross-site"),
                    Map.of("Sec-Fetch-Site", "same-site"),
                    Map.of("Origin", "https://evil.test"),
                    Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.test"))) {
                Response response = accounts.postForm("/developers/apps/app_mine/probe", form, headers);
                assertThat(response.status()).as(headers.toString()).isEqualTo(403);
            }
            assertThat(accounts.postForm("/developers/logout", form, Map.of("Sec-Fetch-Site", "cross-site"))
                            .status())
                    .isEqualTo(403);
            assertThat(accounts.cookies()).containsKey(SESSION);
            assertThat(probe.calls).isEmpty();
        }

        @Test
        @Tag("A-100")
        @DisplayName("no address that changes something takes GET")
        void getChangesNothing() {
            for (String path : List.of("/developers/logout", "/developers/apps/app_mine/send")) {
                Response response = accounts.get(path);
                assertThat(response.status()).as(path).isEqualTo(405);
                assertThat(response.header("Allow")).contains("POST");
            }
        }

        @Test
        @Tag("A-101")
        @DisplayName("without the browser's hints only the form token helps; with them it is not needed")
        void theTokenReplacesTheHints() {
            String path = "/developers/apps/app_mine/probe";
            assertThat(accounts.postForm(path, Map.of(), Map.of()).status()).isEqualTo(403);
            assertThat(accounts.postForm(path, Map.of(), Map.of("Origin", "null"))
                            .status())
                    .isEqualTo(403);
            assertThat(accounts.postForm(path, Map.of("csrf", formToken()), Map.of())
                            .status())
                    .isEqualTo(200);
            assertThat(accounts.postForm(path, Map.of("csrf", formToken()), Map.of("Origin", "null"))
                            .status())
                    .isEqualTo(200);
            assertThat(accounts.postForm(path, Map.of(), Map.of("Origin", "https://portal.test"))
                            .status())
                    .isEqualTo(200);
            assertThat(accounts.postForm(path, Map.of(), Map.of("Sec-Fetch-Site", "same-origin", "Origin", "null"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("A-101")
        @DisplayName("a visitor's form whose origin is hidden needs the token as well")
        void aHiddenOriginNeedsTheVisitorsToken() {
            accounts.cookies().clear();
            Map<String, String> hidden = Map.of("Origin", "null");
            Map<String, String> login = Map.of("email", DEV, "password", Accounts.PASSWORD);

            Response refused = accounts.postForm("/developers/login", login, hidden);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("This page was open too long.", "value=\"dev@example.com\"");

            Map<String, String> again = new HashMap<>(login);
            again.put("csrf", tokenIn(refused));
            assertThat(accounts.postForm("/developers/login", again, hidden).status())
                    .isEqualTo(303);
        }

        @Test
        @Tag("A-100")
        @DisplayName("an old form comes back with what was typed, without passwords, and works then")
        void anOldFormComesBack() {
            Map<String, String> typed = Map.of("note", "<b>typed</b>", "newPassword", "hunter2", "csrf", "old");

            Response again = accounts.postForm("/developers/apps/app_mine/probe", typed, Map.of());

            assertThat(again.status()).isEqualTo(403);
            assertThat(again.text())
                    .contains("This page was open too long. Please submit again.")
                    .contains("name=\"note\" value=\"&lt;b>typed&lt;/b>\"")
                    .doesNotContain("hunter2");
            Map<String, String> resent = Map.of("note", "typed", "csrf", tokenIn(again));
            assertThat(accounts.postForm("/developers/apps/app_mine/probe", resent, Map.of())
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("A-114")
        @DisplayName("JSON with a cookie takes no other content type")
        void onlyJsonIsJson() {
            Headers plain = Headers.NONE.plus("Content-Type", "text/plain").plus("Sec-Fetch-Site", "same-origin");
            Response response = accounts.send(
                    "POST", Accounts.JSON + "/apps/app_mine/probe", plain, "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(response.status()).isEqualTo(415);
            assertThat(probe.calls).isEmpty();
        }

        @Test
        @Tag("A-114")
        @DisplayName("an unknown field is a 400 that names it")
        void unknownFieldsAreNamed() {
            Response response = accounts.json("POST", "/sessions", Map.of("email", DEV, "pasword", "x"));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("unknown_field").contains("pasword");
        }

        @Test
        void aBearerTokenNeedsNoHintsButAForeignOriginIsRefused() {
            assertThat(json("POST", "/apps/app_mine/probe", Map.of()).status()).isEqualTo(200);
            Map<String, String> foreign = Map.of("Authorization", "Bearer " + token(), "Origin", "https://evil.test");
            assertThat(accounts.json("POST", "/apps/app_mine/probe", Map.of(), foreign)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Confirming {

        @Test
        void aLoginCountsForAQuarterOfAnHour() {
            accounts.clock.advance(Duration.ofMinutes(15).minusSeconds(1));
            assertThat(risky(Map.of("note", "typed")).status()).isEqualTo(200);
            accounts.clock.advance(Duration.ofSeconds(1));
            assertThat(risky(Map.of("note", "typed")).text()).contains("Confirm it's you");
            assertThat(probe.calls).containsExactly("risky typed");
        }

        @Test
        @Tag("A-103")
        @DisplayName("a form waits for the password and continues with what was typed")
        void aFormContinuesWithWhatWasTyped() {
            accounts.clock.advance(Duration.ofMinutes(20));
            String before = accounts.cookies().get(SESSION);

            Response ask = risky(Map.of("note", "typed \"x\""));
            assertThat(ask.status()).isEqualTo(200);
            assertThat(ask.text())
                    .contains("name=\"note\" value=\"typed &#34;x&#34;\"")
                    .contains("action=\"/developers/apps/app_mine/risky\"");
            Response wrong = risky(Map.of("note", "typed \"x\"", "reauthPassword", "wrong password"));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text()).contains("That password is not correct.").doesNotContain("wrong password");
            assertThat(probe.calls).isEmpty();

            Response done = risky(Map.of("note", "typed \"x\"", "reauthPassword", Accounts.PASSWORD));
            assertThat(done.status()).isEqualTo(200);
            assertThat(probe.calls).containsExactly("risky typed \"x\"");
            assertThat(accounts.cookies().get(SESSION)).isNotEqualTo(before);
            assertThat(risky(Map.of("note", "again")).status()).isEqualTo(200);
        }

        @Test
        void aPageAsksFirstAndLeadsBack() {
            accounts.clock.advance(Duration.ofMinutes(20));

            Response redirect = accounts.get("/developers/apps/app_mine/risky?a=b");
            assertThat(redirect.header("Location"))
                    .contains("/developers/reauth?next=%2Fdevelopers%2Fapps%2Fapp_mine%2Frisky%3Fa%3Db");
            assertThat(accounts.follow(redirect).text()).contains("/developers/apps/app_mine/risky?a=b");
            Response back = accounts.postForm(
                    "/developers/reauth",
                    Map.of("next", "/developers/apps/app_mine/risky?a=b", "reauthPassword", Accounts.PASSWORD));
            assertThat(back.header("Location")).contains("/developers/apps/app_mine/risky?a=b");
            assertThat(accounts.follow(back).status()).isEqualTo(200);
        }

        @Test
        @Tag("A-103")
        @DisplayName("a JSON call is 403 reauth_required until POST /me/reauth")
        void aProgramConfirmsByItself() {
            String token = token();
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
            accounts.clock.advance(Duration.ofMinutes(20));

            Response refused = accounts.json("POST", "/apps/app_mine/risky", Map.of(), bearer);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("reauth_required");
            assertThat(accounts.json("POST", "/me/reauth", Map.of("password", "wrong"), bearer)
                            .status())
                    .isEqualTo(422);
            assertThat(accounts.json("POST", "/me/reauth", Map.of("password", Accounts.PASSWORD), bearer)
                            .status())
                    .isEqualTo(204);
            assertThat(accounts.json("POST", "/apps/app_mine/risky", Map.of(), bearer)
                            .status())
                    .isEqualTo(200);
        }

        private Response risky(Map<String, String> form) {
            return accounts.postForm("/developers/apps/app_mine/risky", form);
        }
    }

    @Nested
    class Pages {

        @Test
        void theDashboardListsAppsAndWhatNeedsAttention() {
            String active = accounts.get("/developers/dashboard").text();
            assertThat(active)
                    .contains("My app", "Internal app", "2 of 5 active apps used.", "/developers/apps/new")
                    .contains("Look at this", "href=\"/developers/apps/app_mine/probe\"")
                    .doesNotContain("Revoked app", "Other app");
            String revoked =
                    accounts.get("/developers/dashboard?status=revoked").text();
            assertThat(revoked).contains("Revoked app").doesNotContain("Internal app");
            assertThat(accounts.get("/developers/dashboard?status=all").text())
                    .contains("My app", "Revoked app", "Internal app");
        }

        @Test
        void atTheLimitThereIsNoWayToANewApp() {
            for (int i = 0; i < 3; i++) {
                insert("app_" + i, "App " + i, owner(DEV), DefinedBy.USER, AppStatus.ACTIVE);
            }
            assertThat(accounts.get("/developers/dashboard").text())
                    .contains("You have 5 active apps. Revoke one to create another.")
                    .doesNotContain("href=\"/developers/apps/new\"");
        }

        @Test
        @Tag("A-037")
        @DisplayName("an unverified developer sees why they cannot create apps, and a working resend")
        void theUnverifiedAreTold() {
            accounts.mailsTo("other@example.com");
            accounts.postForm("/developers/login", Map.of("email", "other@example.com", "password", Accounts.PASSWORD));

            String dashboard = accounts.get("/developers/dashboard").text();
            assertThat(dashboard)
                    .contains("Confirm your email to create apps", "Resend email")
                    .doesNotContain("href=\"/developers/apps/new\"");
            Response resent = accounts.postForm("/developers/verify/resend", Map.of("email", "other@example.com"));
            assertThat(resent.status()).isEqualTo(200);
            accounts.mailsTo("other@example.com");
            accounts.clock.advance(Duration.ofMinutes(1));
            assertThat(accounts.mailsTo("other@example.com")).hasSize(2);
        }

        @Test
        void anAppShowsItsTabsFactsAndSummaries() {
            String page = accounts.get("/developers/apps/app_mine").text();
            assertThat(page)
                    .contains("<h1>My app</h1>", "dp_cid_app_mine", "https://app.example/cb", "tickets.read")
                    .contains("href=\"/developers/apps/app_mine/probe\"", "Probe summary");
        }

        @Test
        @Tag("A-099")
        @DisplayName("every page has the policy, and nothing inline")
        void everyPageHasThePolicy() {
            List<String> paths = List.of(
                    "/developers/dashboard",
                    "/developers/apps/app_mine",
                    "/developers/reauth",
                    "/developers/signup",
                    "/developers/login",
                    "/developers/forgot",
                    "/developers/verify?token=x",
                    "/developers/reset?token=x",
                    "/developers/signup/sent");
            for (String path : paths) {
                Response page = accounts.get(path);
                assertThat(page.header("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"));
                assertThat(page.header("Cache-Control")).contains("no-store");
                assertThat(page.text()).doesNotContain("style=", "<style", "onclick");
            }
        }

        @Test
        void theLandingPageShowsWhatThereIs() {
            accounts.cookies().clear();
            assertThat(accounts.get("/developers").text())
                    .contains("Create account", "2,000", "API not available", "tickets.read", "invoice.paid");
        }

        @Test
        void theCatalogsArePublic() {
            assertThat(accounts.json("GET", "/catalog/scopes", Map.of()).text())
                    .contains("\"name\":\"mcp:write\"", "\"minPlan\":\"PRO\"", "\"sensitive\":true");
            assertThat(accounts.json("GET", "/catalog/events", Map.of()).text())
                    .contains("\"name\":\"ticket.created\"", "\"requiredScope\":\"tickets.read\"");
        }
    }

    private String formToken() {
        return tokenIn(accounts.get("/developers/dashboard"));
    }

    private static String tokenIn(Response page) {
        String marker = "name=\"csrf\" value=\"";
        int start = page.text().indexOf(marker) + marker.length();
        return page.text().substring(start, page.text().indexOf('"', start));
    }

    private String token() {
        Response session = accounts.json("POST", "/sessions", Map.of("email", DEV, "password", Accounts.PASSWORD));
        return Accounts.body(session).text("token").orElseThrow();
    }

    private Response json(String method, String path, Map<String, Object> body) {
        return accounts.json(method, path, body, Map.of("Authorization", "Bearer " + token()));
    }

    private static String withoutId(Response response) {
        String id = response.header("X-Request-Id").orElseThrow();
        return response.text().replace(id, "ID");
    }

    private DeveloperId owner(String email) {
        return accounts.stores.accounts().findByEmail(email).orElseThrow().id();
    }

    private void insert(String id, String name, DeveloperId owner, DefinedBy definedBy, AppStatus status) {
        App app = new App(
                new AppId(id),
                new ClientId("dp_cid_" + id),
                owner,
                definedBy,
                AppType.WEB,
                status,
                AppProfile.of(name, "", "help@app.example"),
                new AppAccess(
                        List.of("https://app.example/cb"),
                        Scopes.of("tickets.read"),
                        List.of(),
                        Distribution.PRIVATE,
                        null),
                accounts.clock.instant(),
                1);
        accounts.core.apps().insert(app, 10, accounts.clock.instant());
    }

    /** A feature with one tab that notes what reaches it. */
    private static final class Probe implements Feature, AppPanel {

        private final List<String> calls = new ArrayList<>();

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public Contribution contribution() {
            return Contribution.builder().addAppPanel(this).build();
        }

        @Override
        public String path() {
            return "/probe";
        }

        @Override
        public String title() {
            return "Probe";
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Html summary(App app) {
            return Html.text("Probe summary");
        }

        @Override
        public List<PanelRoute> routes() {
            return List.of(
                    PanelRoute.page("GET", "/probe", call -> PortalResponse.page("Probe", Html.EMPTY)),
                    PanelRoute.page("POST", "/probe", call -> note("probe", call))
                            .withoutReauthentication("a probe"),
                    PanelRoute.page("POST", "/send", call -> note("send", call)).withoutReauthentication("a probe"),
                    PanelRoute.page("GET", "/risky", call -> PortalResponse.page("Risky", Html.EMPTY))
                            .reauthenticated(),
                    PanelRoute.page("POST", "/risky", call -> note("risky", call))
                            .reauthenticated(),
                    PanelRoute.json("GET", "/probe", call -> PortalResponse.json(200, Map.of())),
                    PanelRoute.json("POST", "/probe", call -> PortalResponse.json(200, Map.of()))
                            .withoutReauthentication("a probe"),
                    PanelRoute.json("POST", "/undeclared", call -> PortalResponse.json(200, Map.of())),
                    PanelRoute.json("POST", "/risky", call -> PortalResponse.json(200, Map.of()))
                            .reauthenticated());
        }

        @Override
        public List<Notice> notices(List<App> apps) {
            AppId mine = new AppId(MINE);
            return apps.stream().anyMatch(app -> app.id().equals(mine))
                    ? List.of(new Notice(mine, "Look at this", "/probe"))
                    : List.of();
        }

        private PortalResponse note(String what, PanelCall call) {
            calls.add(what + " " + call.request().form().text("note"));
            return PortalResponse.page("Noted", Html.text("Noted"));
        }
    }
}
