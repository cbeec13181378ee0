package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users see of the review of an app, and which companies an app is open to while it is being tested. */
class ReviewedAppTest {

    private static final String INSTALL = "/oauth/install?client_id=dp_cid_machine";

    private final OAuthWorld platform = new OAuthWorld();

    @Test
    @Tag("A-085")
    @DisplayName("a public app that nobody reviewed says so, and one that an operator approved says that")
    void theBadge() {
        HostBrowser browser = platform.browser("usr_pro");
        App open = distribute(platform.web, Distribution.PUBLIC);
        assertThat(browser.get(authorize(request())).text())
                .contains("Not reviewed by Testwork")
                .doesNotContain(">Reviewed by Testwork");

        App submitted = review(open, ReviewState.SUBMITTED);
        assertThat(browser.get(authorize(request())).text()).contains("Not reviewed by Testwork");

        review(submitted, ReviewState.APPROVED);
        Response page = browser.get(authorize(request()));
        assertThat(page.text()).contains("Reviewed by Testwork").doesNotContain("Not reviewed by Testwork");
        browser.submit(page, "decision", "allow");
        assertThat(browser.get("/oauth/connections").text()).contains("Reviewed by Testwork");
    }

    @Test
    @Tag("A-085")
    @DisplayName(
            "an app that is being tested is refused to other companies with a page that says so, and shares nothing")
    void testing() {
        distribute(platform.web, Distribution.TESTING, "co_high");

        Response refused = platform.browser("usr_pro").get(authorize(request()));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text())
                .contains("This app is still being tested", "Acme Sync", "co_pro is not one of them")
                .contains("error=access_denied")
                .doesNotContain("name=\"decision\"");
        assertThat(platform.grants("co_pro")).isEmpty();
        HostBrowser tester = platform.browser("usr_high");
        Response page = tester.get(authorize(request()));
        assertThat(tester.submit(page, "decision", "allow").status()).isEqualTo(303);
        assertThat(platform.grants("co_high")).hasSize(1);
    }

    @Test
    @Tag("A-085")
    @DisplayName(
            "a company that is taken off the list gives nothing any more, on an open page or by what it allowed before")
    void takenOffTheList() {
        HostBrowser browser = platform.browser("usr_pro");
        App tested = distribute(platform.web, Distribution.TESTING, "co_pro");
        browser.submit(browser.get(authorize(request())), "decision", "allow");
        Response open = browser.get(authorize(request("prompt", "consent")));

        distribute(tested, Distribution.TESTING, "co_high");

        assertThat(browser.submit(open, "decision", "allow").status()).isEqualTo(403);
        assertThat(browser.get(authorize(request())).status()).isEqualTo(403);
    }

    @Test
    @Tag("A-085")
    @DisplayName("a machine app that is being tested is installed by companies of its list alone")
    void installing() {
        App tested = distribute(platform.machine, Distribution.TESTING);
        HostBrowser browser = platform.browser("usr_pro");

        Response refused = browser.get(INSTALL);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("This app is still being tested").doesNotContain("name=\"runAs\"");

        distribute(tested, Distribution.TESTING, "co_pro");
        assertThat(browser.get(INSTALL).status()).isEqualTo(200);
    }

    @Test
    void theListOfCompaniesIsOfNoEffectOnceTheAppIsPublic() {
        distribute(platform.web, Distribution.PUBLIC, "co_high");

        assertThat(platform.browser("usr_pro").get(authorize(request())).status())
                .isEqualTo(200);
    }

    private App distribute(App app, Distribution distribution, String... companies) {
        List<CompanyId> testers = Stream.of(companies).map(CompanyId::new).toList();
        App changed = app.with()
                .access(app.access()
                        .with()
                        .distribution(distribution)
                        .testCompanies(testers)
                        .build())
                .nextVersion()
                .build();
        platform.edit(changed);
        return changed;
    }

    private App review(App app, ReviewState state) {
        App changed = app.with().review(state).nextVersion().build();
        platform.core.transactions().inTransaction(() -> {
            assertThat(platform.core.apps().review(changed)).isTrue();
            CoreServices.of(platform.test.env())
                    .changes()
                    .drop(ChangeKind.APP, app.id().value());
            return true;
        });
        return changed;
    }
}
