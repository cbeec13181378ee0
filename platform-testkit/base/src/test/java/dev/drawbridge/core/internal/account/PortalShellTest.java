package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalShellTest extends PortalScene {

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
            Response overview = accounts.get("/developers/apps/app_internal");
            assertThat(overview.status()).isEqualTo(200);
            assertThat(overview.text()).contains("is read-only.").doesNotContain("/app_internal/probe");
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
    class Forms {

        @ParameterizedTest
        @ValueSource(strings = {"app_internal", "app_revoked"})
        @DisplayName("the form of an app that cannot be changed leads to what is said about the app")
        void leadAway(String app) {
            Response form = accounts.get("/developers/apps/" + app + "/probe");

            assertThat(form.status()).isEqualTo(303);
            assertThat(form.header("Location")).contains("/developers/apps/" + app);
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

    private static String withoutId(Response response) {
        String id = response.header("X-Request-Id").orElseThrow();
        return response.text().replace(id, "ID");
    }
}
