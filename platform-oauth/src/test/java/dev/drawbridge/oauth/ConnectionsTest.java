package dev.drawbridge.oauth;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.JournalEntry;
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

/** Users of the host see what is connected and end it immediately. */
class ConnectionsTest {

    private static final String PAGE = "/oauth/connections";

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class Seeing {

        @Test
        @Tag("CON-06")
        @DisplayName("the page lists app, developer, company, permissions, who and when")
        void listsWhatMatters() {
            connect("usr_pro");

            assertThat(browser.get(PAGE).text())
                    .contains(
                            "Acme Sync",
                            "an unknown developer",
                            "Not reviewed by Testwork",
                            "co_pro",
                            "Read tickets",
                            "usr_pro@host.test",
                            "2 Mar 2026");
        }

        @Test
        void withoutConnectionsItSaysSo() {
            assertThat(browser.get(PAGE).text()).contains("No apps are connected");
        }

        @Test
        @Tag("CON-06")
        @DisplayName("administrators see all of the company, members their own")
        void administratorsSeeAll() {
            platform.test.host().join("co_starter", "usr_second", true);
            connect("usr_starter");
            connect("usr_second");
            platform.test.host().leave("co_starter", "usr_second");
            platform.test.host().join("co_starter", "usr_second", false);

            assertThat(visible("usr_starter")).hasSize(2);
            assertThat(visible("usr_second"))
                    .singleElement()
                    .satisfies(
                            connection -> assertThat(connection.grant().user()).isEqualTo(new UserId("usr_second")));
            assertThat(visible("usr_pro")).isEmpty();
        }

        @Test
        void formerMembersAndRevokedAppsDoNotDisturb() {
            platform.test.host().join("co_starter", "usr_second", true);
            connect("usr_second");
            platform.test.host().leave("co_starter", "usr_second");

            assertThat(platform.browser("usr_starter").get(PAGE).text()).contains("Former member");
            platform.revoke(new AppId("web"));
            assertThat(visible("usr_starter")).isEmpty();
        }

        @Test
        void leadsThroughTheHostsLogin() {
            assertThat(platform.browser().get(PAGE).header("Location"))
                    .contains("/fake-login?next=%2Foauth%2Fconnections");
        }
    }

    @Nested
    class Disconnecting {

        @Test
        @Tag("A-084")
        @Tag("CON-05")
        @DisplayName("ends the grant immediately, for this company alone")
        void endsTheGrantImmediately() {
            connect("usr_pro");
            connect("usr_high");
            Grant grant = platform.grants("co_pro").get(0);

            Response decided = browser.submit(browser.get(PAGE), "action", "disconnect", "x=y");

            assertThat(decided.status()).isEqualTo(303);
            assertThat(browser.get(decided.header("Location").orElseThrow()).text())
                    .contains("Acme Sync no longer has access to co_pro.", "No apps are connected");
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(platform.grants("co_high")).hasSize(1);
            assertThat(CoreServices.of(platform.test.env())
                            .changes()
                            .refused(ChangeKind.GRANT, grant.id().value()))
                    .isTrue();
            assertThat(platform.core.journal().about("grant", grant.id().value(), 1))
                    .extracting(JournalEntry::action)
                    .containsExactly("grant.ended");
        }

        @Test
        @Tag("CON-05")
        @DisplayName("the next request asks again and makes a new grant")
        void theNextRequestMakesANewGrant() {
            connect("usr_pro");
            Grant first = platform.grants("co_pro").get(0);
            browser.submit(browser.get(PAGE), "action", "disconnect", "x=y");

            connect("usr_pro");

            assertThat(platform.grants("co_pro").get(0).id()).isNotEqualTo(first.id());
        }

        @Test
        @DisplayName("asks again first, and says which app loses access to which company")
        void asksAgain() {
            connect("usr_pro");
            String grant = platform.grants("co_pro").get(0).id().value();
            String list = browser.get(PAGE).text();
            // The button is behind a summary that has to be opened first.
            assertThat(list.indexOf("<details")).isPositive().isLessThan(list.indexOf("value=\"disconnect\""));
            assertThat(list).contains("Disconnect<span class=\"visually-hidden\"> Acme Sync</span></summary>");

            Response page = browser.get(PAGE + "/" + grant + "/disconnect");
            assertThat(page.text())
                    .contains("Disconnect Acme Sync from co_pro?", "Connected by", "loses its access to co_pro");
            assertThat(browser.submit(page, "action", "disconnect", "x=y").status())
                    .isEqualTo(303);
            assertThat(platform.grants("co_pro")).isEmpty();
            assertThat(browser.get(PAGE + "/" + grant + "/disconnect").header("Location"))
                    .contains(PAGE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"usr_pro2", "usr_high"})
        @DisplayName("the page that asks again is not shown to who may not disconnect")
        void noPageForOthers(String user) {
            connect("usr_pro");
            String grant = platform.grants("co_pro").get(0).id().value();

            assertThat(platform.browser(user)
                            .get(PAGE + "/" + grant + "/disconnect")
                            .status())
                    .isEqualTo(303);
        }

        @ParameterizedTest
        @ValueSource(strings = {"usr_pro2", "usr_high", "usr_free"})
        void nobodyEndsWhatHeMayNotSee(String user) {
            connect("usr_pro");
            Grant grant = platform.grants("co_pro").get(0);

            assertThat(connections().disconnect(new UserId(user), grant.id(), Actor.SYSTEM))
                    .isFalse();
            assertThat(platform.grants("co_pro")).containsExactly(grant);
        }

        @Test
        @Tag("A-080")
        @DisplayName("needs the form's own token of this user, and no other site's")
        void needsTheFormsToken() {
            connect("usr_pro");
            Grant grant = platform.grants("co_pro").get(0);
            String body = "grant=" + grant.id().value() + "&action=disconnect";
            String full = String.join("&", HostBrowser.hidden(browser.get(PAGE))) + "&action=disconnect";

            assertThat(browser.post(PAGE, body).status()).isEqualTo(403);
            assertThat(browser.post(PAGE, full, "cross-site").status()).isEqualTo(403);
            assertThat(platform.browser("usr_multi").post(PAGE, full).status()).isEqualTo(403);
            assertThat(platform.grants("co_pro")).containsExactly(grant);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"grant=&action=disconnect", "grant=a%20b&action=disconnect", "grant=nobody", "action=other"})
        void badFieldsChangeNothing(String fields) {
            connect("usr_pro");
            String token = HostBrowser.hidden(browser.get(PAGE)).stream()
                    .filter(field -> field.startsWith("csrf="))
                    .findFirst()
                    .orElseThrow();

            assertThat(browser.post(PAGE, token + "&" + fields).status()).isEqualTo(303);
            assertThat(platform.grants("co_pro")).hasSize(1);
        }
    }

    private void connect(String user) {
        HostBrowser visitor = platform.browser(user);
        assertThat(visitor.submit(visitor.get(authorize(request())), "decision", "allow")
                        .status())
                .isEqualTo(303);
    }

    private Connections connections() {
        return platform.server.connections();
    }

    private List<Connections.Connection> visible(String user) {
        return connections().visibleTo(new UserId(user));
    }
}
