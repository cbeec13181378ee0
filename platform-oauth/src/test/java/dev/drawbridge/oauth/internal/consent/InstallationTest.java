package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine apps act for companies whose administrator installed them, and for no other. */
class InstallationTest {

    private static final String INSTALL = "/oauth/install?client_id=dp_cid_machine";
    private static final AppId MACHINE = new AppId("machine");

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class ThePage {

        @Test
        void offersScopesAndUsersWithTheAdministratorPreselected() {
            Response page = browser.get(INSTALL);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Night Export", "co_pro", "name=\"runAs\"");
            assertThat(page.text()).contains("<option value=\"usr_pro\" selected>usr_pro@host.test</option>");
            assertThat(page.text()).contains("value=\"usr_pro2\"").doesNotContain("value=\"usr_multi\"");
            assertThat(HostBrowser.ticked(page)).hasSize(4);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "?client_id=nobody",
                    "?client_id=dp_cid_web",
                    "?client_id=a&client_id=b",
                    "?client_id=%zz"
                })
        @Tag("AUZ-02")
        @DisplayName("a link to no machine app is not valid")
        void aLinkToNoMachineAppIsNotValid(String query) {
            assertThat(browser.get("/oauth/install" + query).status()).isEqualTo(400);
        }

        @Test
        void aRevokedAppCannotBeInstalled() {
            Response page = browser.get(INSTALL);
            platform.revoke(MACHINE);

            assertThat(install(browser, page, "usr_pro").status()).isEqualTo(400);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        void leadsThroughTheHostsLogin() {
            String location = platform.browser().get(INSTALL).header("Location").orElseThrow();

            assertThat(location).isEqualTo("/fake-login?next=" + encode(INSTALL));
        }

        @Test
        void refusesMembersAndFreeCompanies() {
            Response member = platform.browser("usr_pro2").get(INSTALL);
            Response free = platform.browser("usr_free").get(INSTALL);

            assertThat(member.status()).isEqualTo(403);
            assertThat(member.text()).contains("Ask an administrator");
            assertThat(free.status()).isEqualTo(403);
            assertThat(free.text()).contains("/fake-billing?company=co_free");
        }

        @Test
        void asksUsersOfSeveralCompaniesWhichOne() {
            HostBrowser multi = platform.browser("usr_multi");
            Response chooser = multi.get(INSTALL);
            assertThat(chooser.text()).contains("type=\"radio\"", "co_pro", "co_high");

            assertThat(multi.submit(chooser, "x", "y").status()).isEqualTo(422);
            Response chosen = multi.submit(chooser, "company", "co_high");
            Response page = multi.get(chosen.header("Location").orElseThrow());
            assertThat(install(multi, page, "usr_multi").status()).isEqualTo(303);

            assertThat(platform.grants("co_high")).hasSize(1);
            assertThat(platform.grants("co_pro")).isEmpty();
        }
    }

    @Nested
    class Installing {

        @Test
        void makesAnInstallationThatRunsAsTheChosenUser() {
            Response decided =
                    browser.submit(browser.get(INSTALL), "decision", "allow", "scope=tickets.read", "runAs=usr_pro2");

            assertThat(decided.status()).isEqualTo(303);
            assertThat(decided.header("Location")).contains("/oauth/connections");
            Grant grant = platform.grants("co_pro").get(0);
            assertThat(grant.kind()).isEqualTo(Grant.Kind.INSTALL);
            assertThat(grant.runAs().value()).isEqualTo("usr_pro2");
            assertThat(grant.user().value()).isEqualTo("usr_pro");
            assertThat(grant.scopes()).isEqualTo(Scopes.of("tickets.read"));
            assertThat(platform.core
                            .journal()
                            .about("grant", grant.id().value(), 1)
                            .get(0)
                            .metadata())
                    .containsEntry("runAs", "usr_pro2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"usr_multi", "usr_high", "nobody", ""})
        @DisplayName("the user it runs as is checked when the form is posted")
        void theUserIsChecked(String runAs) {
            Response decided = install(browser, browser.get(INSTALL), runAs);

            assertThat(decided.status()).isEqualTo(422);
            assertThat(decided.text()).contains("Choose one of the users in the list.");
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        void nothingTickedShowsTheFormAgain() {
            Response decided = browser.submit(browser.get(INSTALL), "decision", "allow", "runAs=usr_pro");

            assertThat(decided.status()).isEqualTo(422);
            assertThat(decided.text()).contains("Tick at least one permission");
        }

        @Test
        void cancellingInstallsNothing() {
            assertThat(browser.submit(browser.get(INSTALL), "decision", "deny").status())
                    .isEqualTo(303);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        @Tag("A-079")
        @DisplayName("a form of another user or company is refused")
        void aFormOfAnotherUserIsRefused() {
            Response page = browser.get(INSTALL);
            browser.login("usr_multi");

            assertThat(install(browser, page, "usr_multi").status()).isEqualTo(403);
            String other = String.join("&", HostBrowser.hidden(page)).replace("co_pro", "co_high");
            browser.login("usr_pro");
            assertThat(browser.post("/oauth/install", other + "&decision=allow&scope=tickets.read&runAs=usr_pro")
                            .status())
                    .isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(platform.grants("co_high")).isEmpty();
        }

        @Test
        @Tag("A-080")
        @DisplayName("a form sent by another site is refused")
        void aForeignFormIsRefused() {
            Response page = browser.get(INSTALL);
            String body =
                    String.join("&", HostBrowser.hidden(page)) + "&scope=tickets.read&runAs=usr_pro&decision=allow";

            assertThat(browser.post("/oauth/install", body, "cross-site").status())
                    .isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        void aDowngradeBetweenPageAndDecisionInstallsNothing() {
            Response page = browser.get(INSTALL);
            platform.test.host().plan("co_pro", Tier.FREE);

            assertThat(install(browser, page, "usr_pro").status()).isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
        }
    }

    @Nested
    class InstallingAgain {

        @Test
        void theSameAgainChangesNothing() {
            Response page = browser.get(INSTALL);
            install(browser, page, "usr_pro");
            Grant first = platform.grants("co_pro").get(0);

            install(browser, page, "usr_pro");

            assertThat(platform.grants("co_pro")).containsExactly(first);
        }

        @Test
        void otherScopesOrAnotherUserEndTheOldInstallation() {
            install(browser, browser.get(INSTALL), "usr_pro");
            Grant first = platform.grants("co_pro").get(0);

            install(browser, browser.get(INSTALL), "usr_pro2");

            assertThat(platform.grants("co_pro"))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.runAs().value()).isEqualTo("usr_pro2"))
                    .satisfies(grant -> assertThat(grant.id()).isNotEqualTo(first.id()));
            assertThat(CoreServices.of(platform.test.env())
                            .changes()
                            .refused(ChangeKind.GRANT, first.id().value()))
                    .isTrue();
        }

        @Test
        @DisplayName("the first company stays the default, whoever installs later")
        void theFirstCompanyStaysTheDefault() {
            install(browser, browser.get(INSTALL), "usr_pro");
            HostBrowser high = platform.browser("usr_high");
            install(high, high.get(INSTALL), "usr_high");

            assertThat(platform.stores.installations().defaultCompany(MACHINE)).contains(new CompanyId("co_pro"));
            assertThat(List.of(
                            platform.grants("co_pro").size(),
                            platform.grants("co_high").size()))
                    .containsExactly(1, 1);
        }
    }

    private static Response install(HostBrowser browser, Response page, String runAs) {
        return browser.submit(page, "decision", "allow", "scope=tickets.read", "runAs=" + runAs);
    }
}
