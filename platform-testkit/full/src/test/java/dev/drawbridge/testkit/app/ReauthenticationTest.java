package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.Reauthentication.Need;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.BrowserPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What widens who gets data or secrets needs a recent password, and is told to the developer. */
class ReauthenticationTest extends PortalPages {

    private static final String HOOK = "https://hooks.acme.test/in";

    @Nested
    class RouteTable {

        @Test
        @Tag("A-103")
        @DisplayName("every route that changes something says whether it needs a recent password, or why not")
        void everyChangeIsDeclared() {
            Map<String, Need> routes = routes();

            assertThat(routes).hasSizeGreaterThan(25);
            assertThat(routes).allSatisfy((route, need) -> assertThat(need).isNotEqualTo(Need.UNDECLARED));
        }

        @ParameterizedTest
        @Tag("A-103")
        @DisplayName("what shows, ends or replaces secrets and ends apps always needs it")
        @ValueSource(
                strings = {
                    "JSON POST /secrets",
                    "JSON POST /secrets/cancel-rotation",
                    "JSON DELETE /secrets/{sid}",
                    "JSON POST /revoke",
                    "JSON POST /webhooks",
                    "JSON POST /webhooks/{endpoint}/secret/rotate",
                    "PAGE POST /secret/rotate",
                    "PAGE POST /secret/{sid}/end",
                    "PAGE POST /secret/cancel-rotation",
                    "PAGE POST /revoke",
                    "PAGE POST /webhooks/new",
                    "PAGE POST /webhooks/{endpoint}/rotate"
                })
        void secretsAlwaysNeedIt(String route) {
            assertThat(routes()).containsEntry(route, Need.ALWAYS);
        }

        private Map<String, Need> routes() {
            Map<String, Need> routes = new TreeMap<>();
            portal.features.forEach(feature -> {
                feature.contribution().portalRoutes().stream()
                        .filter(route -> !route.method().equals("GET"))
                        .forEach(route ->
                                routes.put(name(route), route.reauthentication().need()));
                feature.contribution().appPanels().stream()
                        .flatMap(panel -> panel.routes().stream())
                        .filter(route -> !route.method().equals("GET"))
                        .forEach(route ->
                                routes.put(name(route), route.reauthentication().need()));
            });
            return routes;
        }

        private static String name(PortalRoute route) {
            return route.surface() + " " + route.method() + " " + route.path();
        }

        private static String name(PanelRoute route) {
            return route.surface() + " " + route.method() + " " + route.path();
        }
    }

    @Nested
    class Calls {

        private final String id = AppPortal.text(developer.create(AppPortal.web("Acme")), "id");

        @ParameterizedTest
        @Tag("A-103")
        @DisplayName("a session without a recent password changes no access of an app")
        @CsvSource(delimiter = '|', textBlock = """
            redirectUris | https://evil.test/cb
            scopes       | invoices.read
            ipAllowList  | 203.0.113.0/24
            """)
        void accessNeedsAPassword(String field, String value) {
            portal.clock.advance(Duration.ofMinutes(16));

            assertReauthRequired(developer.patch(id, "\"1\"", Map.of(field, List.of(value))));
            assertThat(developer
                            .patch(id, "\"1\"", Map.of("description", "Words"))
                            .status())
                    .isEqualTo(200);
            assertThat(mails()).isEmpty();

            confirm();
            assertThat(developer
                            .patch(id, "\"2\"", Map.of(field, List.of(value)))
                            .status())
                    .isEqualTo(200);
            assertThat(mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).contains("Acme"));
        }

        @Test
        @Tag("A-103")
        @DisplayName("sending the same values again changes nothing, so it needs no password")
        void theSameAccessNeedsNoPassword() {
            portal.clock.advance(Duration.ofMinutes(16));

            assertThat(developer
                            .patch(
                                    id,
                                    "\"1\"",
                                    Map.of("redirectUris", List.of("https://acme.test/cb"), "description", "Words"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("A-103")
        @DisplayName("opening an app to every company needs a password")
        void distributionNeedsAPassword() {
            portal.clock.advance(Duration.ofMinutes(16));

            assertReauthRequired(developer.patch(id, "\"1\"", Map.of("distribution", "PUBLIC")));
        }

        @Test
        @Tag("A-103")
        @DisplayName("a session without a recent password adds, redirects or re-signs no webhook")
        void webhooksNeedAPassword() {
            String hooks = "/apps/" + id + "/webhooks";
            Map<String, Object> endpoint = Map.of("url", HOOK, "events", List.of("ticket.created"));
            assertThat(mails()).as("what waits together becomes one mail").isEmpty();
            String hook = hooks + "/" + AppPortal.text(developer.post(hooks, endpoint), "id");
            assertThat(mails())
                    .singleElement()
                    .satisfies(
                            mail -> assertThat(mail).contains("hooks.acme.test").doesNotContain("whsec_"));
            portal.test.mails().clear();
            portal.clock.advance(Duration.ofMinutes(16));

            assertReauthRequired(developer.post(hooks, endpoint));
            assertReauthRequired(patch(hook, Map.of("url", "https://evil.test/in")));
            assertReauthRequired(developer.post(hook + "/secret/rotate"));
            assertThat(patch(hook, Map.of("url", HOOK, "description", "Mine")).status())
                    .isEqualTo(200);
            assertThat(patch(hook, Map.of("status", "PAUSED")).status()).isEqualTo(200);
            assertThat(mails()).isEmpty();

            confirm();
            assertThat(patch(hook, Map.of("url", "https://other.test/in")).status())
                    .isEqualTo(200);
            assertThat(mails()).hasSize(1);
            assertThat(developer.post(hook + "/secret/rotate").status()).isEqualTo(201);
            assertThat(mails()).hasSize(2);
        }

        private Response patch(String path, Map<String, ?> body) {
            return developer.call("PATCH", path, body, Map.of());
        }

        private void confirm() {
            assertThat(developer
                            .post("/me/reauth", Map.of("password", AppPortal.PASSWORD))
                            .status())
                    .isEqualTo(204);
            portal.test.mails().clear();
        }

        private static void assertReauthRequired(Response response) {
            assertThat(response.status()).as(response.text()).isEqualTo(403);
            assertThat(AppPortal.code(response)).isEqualTo("reauth_required");
        }
    }

    @Nested
    class Pages {

        @Test
        @Tag("A-103")
        @DisplayName("the settings page asks for the password when the redirect URIs "
                + "change, and continues with what was typed")
        void thePageAsks() {
            filled("Acme").submit();
            App app = only();
            portal.clock.advance(Duration.ofMinutes(16));
            BrowserPage asked = browser.get(path(app, "/edit"))
                    .formWith("redirectUris")
                    .fill("redirectUris", "https://other.test/cb")
                    .submit();
            assertThat(asked).hasStatus(200).says("Confirm it's you");
            assertThat(only().access().redirectUris().toString()).doesNotContain("other.test");

            BrowserPage saved = asked.form(path(app, "/edit"))
                    .fill("reauthPassword", AppPortal.PASSWORD)
                    .submit()
                    .follow();

            assertThat(saved).hasStatus(200).says("Settings saved.");
            assertThat(only().access().redirectUris().toString()).contains("other.test");
        }

        @Test
        @Tag("A-103")
        @DisplayName("the settings page asks for nothing when only the description changes")
        void thePageDoesNotAskForWords() {
            filled("Acme").submit();
            App app = only();
            portal.clock.advance(Duration.ofMinutes(16));

            BrowserPage saved = browser.get(path(app, "/edit"))
                    .formWith("description")
                    .fill("description", "Words")
                    .submit()
                    .follow();

            assertThat(saved).hasStatus(200).says("Settings saved.");
        }
    }

    private List<String> mails() {
        CoreServices.of(portal.test.env()).mails().sendDue();
        return portal.test.mails().to(AppPortal.EMAIL).stream()
                .filter(mail -> !mail.text().contains("was created"))
                .map(mail -> mail.subject() + "\n" + mail.text())
                .toList();
    }
}
