package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the portal takes from pages of other sites. */
class PortalOtherSitesTest extends PortalScene {

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
            assertThat(refused.text()).contains("This form expired.", "value=\"dev@example.com\"");

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

    private String formToken() {
        return tokenIn(accounts.get("/developers/dashboard"));
    }

    private static String tokenIn(Response page) {
        String marker = "name=\"csrf\" value=\"";
        int start = page.text().indexOf(marker) + marker.length();
        return page.text().substring(start, page.text().indexOf('"', start));
    }
}
