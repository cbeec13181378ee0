package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.app.AppStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Developers take out their data, and leave. */
class LeavingTest extends PortalScene {

    private String token = "";

    @BeforeEach
    void session() {
        CoreServices.of(accounts.test.env())
                .appRevocation()
                .by((app, actor) -> accounts.core
                        .apps()
                        .moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, accounts.clock.instant()));
        token = token();
    }

    @Test
    @Tag("A-117")
    @DisplayName("the export has profile, apps, sessions and audit, and no secret")
    void theExportHasEverything() {
        Response export = call("GET", "/me/export", Map.of());

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition").orElseThrow()).contains("account.json");
        assertThat(export.header("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(Accounts.body(export).toMap())
                .containsOnlyKeys("exportedAt", "profile", "apps", "sessions", "activity");
        assertThat(export.text())
                .contains(DEV)
                .contains("My app")
                .contains("developer.logged_in")
                .doesNotContain("Other app")
                .doesNotContain("$2");
    }

    @Test
    @Tag("A-117")
    @DisplayName("an export needs a recent password and is given once a day")
    void anExportIsGivenOnceADay() {
        accounts.clock.advance(Duration.ofMinutes(16));
        Response unconfirmed = call("GET", "/me/export", Map.of());
        assertThat(unconfirmed.status()).isEqualTo(403);
        assertThat(unconfirmed.text()).contains("reauth_required");

        call("POST", "/me/reauth", Map.of("password", Accounts.PASSWORD));
        assertThat(call("GET", "/me/export", Map.of()).status()).isEqualTo(200);
        Response again = call("GET", "/me/export", Map.of());
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.header("Retry-After")).isPresent();
        accounts.clock.advance(Duration.ofDays(1));
        call("POST", "/me/reauth", Map.of("password", Accounts.PASSWORD));
        assertThat(call("GET", "/me/export", Map.of()).status()).isEqualTo(200);
    }

    @Test
    @Tag("A-117")
    @DisplayName("active apps are named and keep the account, unless they may be revoked")
    void activeAppsKeepTheAccount() {
        Response kept = leave(false);

        assertThat(kept.status()).isEqualTo(409);
        assertThat(Accounts.body(kept).text("code")).contains("active_apps");
        assertThat(Accounts.body(kept).toMap().get("apps").toString())
                .contains("My app")
                .contains(MINE)
                .doesNotContain("app_revoked");
        assertThat(call("GET", "/me", Map.of()).status()).isEqualTo(200);
        assertThat(call("DELETE", "/me", Map.of("password", "wrong wrong wrong", "revokeApps", true))
                        .status())
                .isEqualTo(422);

        assertThat(leave(true).status()).isEqualTo(204);

        assertThat(call("GET", "/me", Map.of()).status()).isEqualTo(401);
        assertThat(accounts.core.apps().find(new AppId(MINE)).orElseThrow().status())
                .isEqualTo(AppStatus.REVOKED);
        assertThat(accounts.core
                        .apps()
                        .find(new AppId("app_other"))
                        .orElseThrow()
                        .status())
                .isEqualTo(AppStatus.ACTIVE);
        assertThat(accounts.lastMailTo(DEV).text()).contains("will be deleted on");
    }

    @Test
    @Tag("A-117")
    @DisplayName("after fourteen days the address is free and the audit names a pseudonym")
    void afterTheGraceTheAddressIsFree() {
        String id = owner(DEV).value();
        leave(true);
        accounts.clock.advance(Deletions.GRACE.minusSeconds(1));
        accounts.test.runJobs();
        assertThat(accounts.stores.accounts().findByEmail(DEV)).isPresent();

        accounts.clock.advance(Duration.ofSeconds(1));
        accounts.test.runJobs();

        assertThat(accounts.stores.accounts().findByEmail(DEV)).isEmpty();
        assertThat(accounts.core.journal().about(AccountAction.TARGET, id, 100)).isEmpty();
        assertThat(about(id)).isEmpty();
        accounts.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD));
        assertThat(owner(DEV).value()).isNotEqualTo(id);
    }

    @Test
    @Tag("A-117")
    @DisplayName("who logs in before the fourteen days are over keeps the account, and is told")
    void aLoginKeepsTheAccount() {
        leave(true);
        accounts.clock.advance(Duration.ofDays(13));

        assertThat(token()).isNotEmpty();

        assertThat(accounts.lastMailTo(DEV).subject()).contains("stays");
        accounts.clock.advance(Duration.ofDays(13));
        accounts.test.runJobs();
        assertThat(accounts.stores.accounts().findByEmail(DEV)).isPresent();
    }

    /** Entries that somebody with this id caused. */
    private List<JournalEntry> about(String id) {
        return accounts.core.journal().about("app", MINE, 100).stream()
                .filter(entry -> entry.actorId().equals(id))
                .toList();
    }

    private Response leave(boolean revokeApps) {
        return call("DELETE", "/me", Map.of("password", Accounts.PASSWORD, "revokeApps", revokeApps));
    }

    private Response call(String method, String path, Map<String, Object> body) {
        return accounts.json(method, path, body, Map.of("Authorization", "Bearer " + token));
    }
}
