package dev.drawbridge.testkit.edge;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.operator.AdminAccess;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.ratelimit.MemoryLimitStores;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.Webhooks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Goes through the whole platform as people do and keeps every page by a name, forms with errors included. */
final class Walk {

    private static final String EMAIL = "ann@example.com";
    private static final String EMAIL_NAME = "No name";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final Map<String, BrowserPage> pages = new LinkedHashMap<>();
    private final TestPlatform platform;
    private final Browser developer;
    private final Browser user;
    private String verifyLink = "";
    private String resetLink = "";

    private Walk() {
        SettableClock clock = new SettableClock();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        this.platform = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .set(env -> env.operators(user -> Optional.of(user.id().value())
                        .filter("usr_operator"::equals)
                        .map(operator -> AdminAccess.Role.FULL)))
                .add(env -> DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                        .insecurePasswordCostForTests(4)
                        .build())
                .add(env -> AuthorizationServer.on(env, MemoryOAuthStores.on(core.transactions())))
                .add(env -> RateLimits.on(env, MemoryLimitStores.on(core.transactions(), core.grants())))
                .add(env -> Webhooks.on(env, MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants())))
                .build();
        this.developer = Browser.of(platform);
        this.user = Browser.of(platform);
    }

    static Map<String, BrowserPage> pages() {
        Walk walk = new Walk();
        walk.visitor();
        walk.login();
        String client = walk.apps();
        walk.consent(client);
        walk.install();
        walk.operator();
        walk.endings();
        return walk.pages;
    }

    private void visitor() {
        keep("landing", developer.get("/developers"));
        keep(
                "signup-errors",
                keep("signup", developer.get("/developers/signup"))
                        .form("/developers/signup")
                        .fill("email", "nobody")
                        .fill("password", "short")
                        .submit());
        keep(
                "signup-sent",
                developer
                        .get("/developers/signup")
                        .form("/developers/signup")
                        .fill("email", EMAIL)
                        .fill("password", PASSWORD)
                        .submit()
                        .follow());
        verifyLink = lastLink();
        keep(
                "login-errors",
                keep("login", developer.get("/developers/login"))
                        .form("/developers/login")
                        .fill("email", EMAIL)
                        .fill("password", "wrong")
                        .submit());
        keep("forgot", developer.get("/developers/forgot"));
        keep(
                "forgot-sent",
                developer
                        .get("/developers/forgot")
                        .form("/developers/forgot")
                        .fill("email", EMAIL)
                        .submit()
                        .follow());
        resetLink = lastLink();
        keep("reset-expired", developer.get("/developers/reset?token=unknown"));
        keep("verify-expired", developer.get("/developers/verify?token=unknown"));
        keep("not-found", developer.get("/developers/nowhere"));
    }

    private void login() {
        keep(
                "unverified",
                developer
                        .get("/developers/login")
                        .form("/developers/login")
                        .fill("email", EMAIL)
                        .fill("password", PASSWORD)
                        .submit()
                        .follow());
        keep(
                "verified",
                keep("verify", developer.get(verifyLink))
                        .form("/developers/verify")
                        .submit()
                        .follow());
        keep("reset", developer.get(resetLink));
        keep("dashboard-empty", developer.get("/developers/dashboard"));
    }

    private String apps() {
        keep(
                "app-errors",
                keep("app-new", developer.get("/developers/apps/new"))
                        .form("/developers/apps/new")
                        .fill("name", " ")
                        .fill("redirectUris", "http://example.com/cb")
                        .submit());
        BrowserPage created = keep(
                "app-created",
                developer
                        .get("/developers/apps/new")
                        .form("/developers/apps/new")
                        .fill("name", "Acme Sync")
                        .fill("description", "Keeps tickets in step with Acme.")
                        .fill("type", "web")
                        .fill("redirectUris", "https://client.test/cb")
                        .check("scopes", "tickets.read")
                        .check("scopes", "tickets.write")
                        .check("scopes", "mcp:write")
                        .fill("contactEmail", EMAIL)
                        .submit());
        developer
                .get("/developers/apps/new")
                .form("/developers/apps/new")
                .fill("name", "Night Export")
                .fill("type", "machine")
                .check("scopes", "invoices.read")
                .fill("contactEmail", EMAIL)
                .submit();
        BrowserPage dashboard = keep("dashboard", developer.get("/developers/dashboard"));
        BrowserPage app = keep("app", dashboard.click("Acme Sync"));
        for (String tab : app.texts(".tabs a")) {
            keep("tab-" + tab.toLowerCase(Locale.ROOT), app.click(tab));
        }
        webhooks(app);
        keep("rotate", developer.get(app.path() + "/secret/rotate"));
        keep(
                "rotated",
                developer
                        .get(app.path() + "/secret/rotate")
                        .form(app.path() + "/secret/rotate")
                        .submit());
        keep("credentials-retiring", developer.get(app.path() + "/credentials"));
        return created.valueOf("Client ID");
    }

    private void webhooks(BrowserPage app) {
        BrowserPage webhooks = developer.get(app.path() + "/webhooks");
        for (String add : webhooks.attributes("main a.button[href*=webhooks]", "href")) {
            keep("webhook-new", developer.get(add));
        }
    }

    private void consent(String client) {
        String request = "/oauth/authorize?response_type=code&redirect_uri=https%3A%2F%2Fclient.test%2Fcb&state=s"
                + "&scope=tickets.read+tickets.write+mcp%3Awrite&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256&client_id=";
        keep("bad-link", user.get(request + "unknown"));
        keep("plan", as("usr_free").get(request + client).follow());
        keep("not-allowed", as("usr_pro2").get(request + client).follow());
        keep("chooser", as("usr_multi").get(request + client).follow());
        keep("consent-starter", as("usr_starter").get(request + client).follow());
        BrowserPage consent =
                keep("consent", as("usr_pro").get(request + client).follow());
        keep(
                "consent-none",
                consent.form()
                        .uncheck("scope", "tickets.read")
                        .uncheck("scope", "tickets.write")
                        .uncheck("scope", "mcp:write")
                        .submit("allow"));
        consent.form().submit("allow");
        keep("decided", consent.form().submit("allow"));
        keep("connections", user.get("/oauth/connections"));
    }

    private void install() {
        String client = developer
                .get("/developers/dashboard")
                .click("Night Export")
                .texts("code")
                .get(0);
        keep("install", as("usr_high").get("/oauth/install?client_id=" + client).follow());
        keep("connections-empty", as("usr_starter").get("/oauth/connections"));
    }

    private void operator() {
        platform.host().join("co_staff", "usr_operator", false);
        Browser operator = as("usr_operator");
        keep("operator-home", operator.get("/developers-admin"));
        BrowserPage developers = keep("operator-developers", operator.get("/developers-admin/developers"));
        keep("operator-developers-none", operator.get("/developers-admin/developers?q=nobody"));
        BrowserPage one = keep("operator-developer", developers.click(EMAIL_NAME));
        BrowserPage suspend = keep("operator-suspend", one.click("Suspend developer"));
        keep("operator-suspend-error", suspend.form().submit());
        BrowserPage apps = keep("operator-apps", operator.get("/developers-admin/apps"));
        BrowserPage app = keep("operator-app", apps.click("Acme Sync"));
        keep("operator-app-suspend", app.click("Suspend app"));
        keep("operator-app-edit", app.click("Edit"));
        BrowserPage create = keep("operator-app-new", apps.click("Create internal app"));
        keep("operator-app-new-error", create.form().submit());
        BrowserPage grants = keep("operator-grants", operator.get("/developers-admin/grants"));
        grants.attributes("td a.button", "href").forEach(end -> keep("operator-grant-end", operator.get(end)));
        BrowserPage webhooks = keep("operator-webhooks", operator.get("/developers-admin/webhooks"));
        webhooks.attributes("td a.button", "href")
                .forEach(disable -> keep("operator-webhook-disable", operator.get(disable)));
        keep("operator-reviews", operator.get("/developers-admin/reviews"));
        keep("operator-audit", operator.get("/developers-admin/audit?action=app"));
        keep("operator-system", operator.get("/developers-admin/system")).click("Rotate");
        keep("operator-rotate-key", operator.get("/developers-admin/keys/rotate"));
    }

    private void endings() {
        platform.host().plan("co_pro", Tier.FREE);
        String app = developer.get("/developers/dashboard").click("Acme Sync").path();
        keep("revoke", developer.get(app + "/revoke"));
        platform.clock().advance(Duration.ofMinutes(16));
        keep("reauth", developer.get(app + "/revoke").follow());
        keep("usage", developer.get(app + "/usage"));
    }

    private String lastLink() {
        platform.deliverMails();
        return platform.mails().links(EMAIL).get(0);
    }

    private Browser as(String hostUser) {
        return user.setCookie(FakeHost.USER, hostUser);
    }

    private BrowserPage keep(String name, BrowserPage page) {
        pages.put(name, page);
        return page;
    }
}
