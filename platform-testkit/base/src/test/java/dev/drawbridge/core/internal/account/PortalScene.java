package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.FlashMessage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A developer in the portal, and a panel that shows what arrives there. */
abstract class PortalScene {

    static final String DEV = "dev@example.com";
    static final String MINE = "app_mine";
    static final String SESSION = "__Host-dp_session";

    final Probe probe = new Probe();
    final Accounts accounts = new Accounts(probe);

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

    String token() {
        Response session = accounts.json("POST", "/sessions", Map.of("email", DEV, "password", Accounts.PASSWORD));
        return Accounts.body(session).text("token").orElseThrow();
    }

    Response json(String method, String path, Map<String, Object> body) {
        return accounts.json(method, path, body, Map.of("Authorization", "Bearer " + token()));
    }

    DeveloperId owner(String email) {
        return accounts.stores.accounts().findByEmail(email).orElseThrow().id();
    }

    void insert(String id, String name, DeveloperId owner, DefinedBy definedBy, AppStatus status) {
        App app = App.builder(new AppId(id), new ClientId("dp_cid_" + id), AppType.WEB, definedBy)
                .owner(owner)
                .status(status)
                .profile(AppProfile.of(name, "", "help@app.example"))
                .access(AppAccess.of(List.of("https://app.example/cb"), Scopes.of("tickets.read")))
                .createdAt(accounts.clock.instant())
                .build();
        accounts.core.apps().insert(app, 10, accounts.clock.instant());
    }

    enum Said implements FlashMessage {
        DONE;

        @Override
        public String code() {
            return "probe-done";
        }

        @Override
        public String sentence(String subject) {
            return subject + " is done.";
        }
    }

    /** A feature with one tab that notes what reaches it. */
    static final class Probe implements Feature, AppPanel {

        final List<String> calls = new ArrayList<>();

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
                    PanelRoute.page(
                                    "POST",
                                    "/done",
                                    call -> PortalResponse.done("/developers/dashboard", Said.DONE, "<A>"))
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
        public List<Said> flashes() {
            return List.of(Said.values());
        }

        @Override
        public List<Notice> notices(List<App> apps) {
            AppId mine = new AppId(MINE);
            return apps.stream().anyMatch(app -> app.id().equals(mine))
                    ? List.of(new Notice(mine, "Look at this", "/probe"))
                    : List.of();
        }

        PortalResponse note(String what, PanelCall call) {
            calls.add(what + " " + call.request().form().text("note"));
            return PortalResponse.page("Noted", Html.text("Noted"));
        }
    }
}
