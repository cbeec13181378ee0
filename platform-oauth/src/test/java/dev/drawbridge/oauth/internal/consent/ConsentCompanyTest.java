package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** For which company a user consents, and what its plan allows. */
class ConsentCompanyTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class TheCompany {

        @Test
        @Tag("A-079")
        @DisplayName("a user of several companies chooses first, and a page for another company is worth nothing")
        void isChosenFirst() {
            HostBrowser multi = platform.browser("usr_multi");
            Response chooser = multi.get(authorize(request()));
            assertThat(chooser.text()).contains("type=\"radio\"", "name=\"company\"", "co_pro", "co_high");
            assertThat(chooser.text()).contains("Signed in as usr_multi", "error=access_denied", ">Cancel</a>");

            Response none = multi.submit(chooser, "company", "co_free");
            assertThat(none.status()).isEqualTo(422);

            Response chosen = multi.submit(chooser, "company", "co_high");
            Response page = multi.get(chosen.header("Location").orElseThrow());
            assertThat(page.text()).contains("co_high is on HIGH (2,000 requests/hour)", "Choose another company");

            multi.submit(multi.get(HostBrowser.action(page) + "?choose=company"), "company", "co_pro");
            assertThat(multi.submit(page, "decision", "allow").status()).isEqualTo(403);
            Response other = multi.get(HostBrowser.action(page));
            assertThat(multi.submit(other, "decision", "allow").status()).isEqualTo(303);
            assertThat(platform.grants("co_high")).isEmpty();
            assertThat(platform.grants("co_pro")).hasSize(1);
        }

        @Test
        @Tag("A-081")
        @DisplayName("on FREE gets the upgrade page, and after the upgrade the same link continues")
        void onFreeGetsTheUpgradePage() {
            HostBrowser free = platform.browser("usr_free");

            Response refused = free.get(authorize(request()));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text())
                    .contains("API apps need a paid plan", "/fake-billing?company=co_free")
                    .contains("error=access_denied", "error_description=plan_required");

            platform.test.host().plan("co_free", Tier.STARTER);
            Response page = free.get(authorize(request()));
            assertThat(free.submit(page, "decision", "allow").status()).isEqualTo(303);
        }

        @Test
        @Tag("A-081")
        @DisplayName("a downgrade between page and decision gives no code")
        void aDowngradeGivesNoCode() {
            Response page = browser.get(authorize(request()));
            platform.test.host().plan("co_pro", Tier.FREE);

            assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(403);
            assertThat(platform.grants("co_pro")).isEmpty();
        }

        @Test
        void aPlanBelowEveryScopeGetsTheUpgradePage() {
            Response refused = platform.browser("usr_starter").get(authorize(request("scope", "mcp:write")));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("requires PRO or higher");
        }

        @Test
        @Tag("A-082")
        @DisplayName("a user without the right is told who to ask")
        void aUserWithoutTheRight() {
            Response refused = platform.browser("usr_pro2").get(authorize(request()));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text())
                    .contains("Ask an administrator of co_pro")
                    .contains("error=access_denied");
        }

        @Test
        void aUserWithoutCompanyIsToldSo() {
            platform.test.host().join("co_gone", "usr_alone", true);
            platform.test.host().leave("co_gone", "usr_alone");

            assertThat(platform.browser("usr_alone").get(authorize(request())).status())
                    .isEqualTo(403);
        }

        @Test
        @Tag("A-135")
        @DisplayName("a host that is down at the decision consumes nothing")
        void aHostThatIsDownConsumesNothing() {
            Response page = browser.get(authorize(request()));
            platform.test.host().down(true);
            assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(503);

            platform.test.host().down(false);
            assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(303);
        }
    }
}
