package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Account;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final String DEV = "dev@example.com";

    private Accounts accounts = new Accounts();

    @Nested
    class TypingPasswords {

        @Test
        @Tag("A-005")
        @DisplayName("passwords that differ after 72 bytes cannot exist, and the longer one does not log in")
        void whatBcryptWouldCutOffCounts() {
            String longest = "w".repeat(35) + " " + "v".repeat(36);
            assertThat(longest).hasSize(72);
            signUp(DEV, longest);

            assertThat(logIn(DEV, longest).status()).isEqualTo(201);
            assertThat(logIn(DEV, longest + "x").status()).isEqualTo(401);
        }

        @Test
        @Tag("A-006")
        @DisplayName("spaces at both ends count")
        void spacesCount() {
            signUp(DEV, "  spaces at both ends  ");

            assertThat(logIn(DEV, "spaces at both ends").status()).isEqualTo(401);
            assertThat(logIn(DEV, "  spaces at both ends  ").status()).isEqualTo(201);
        }

        @Test
        @Tag("A-007")
        @DisplayName("composed and decomposed letters are the same password")
        void normalFormsAreTheSame() {
            String composed = "fünf öde Häfen im März";
            signUp(DEV, Normalizer.normalize(composed, Normalizer.Form.NFD));

            assertThat(logIn(DEV, Normalizer.normalize(composed, Normalizer.Form.NFC))
                            .status())
                    .isEqualTo(201);
            assertThat(logIn(DEV, Normalizer.normalize(composed, Normalizer.Form.NFD))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Nested
    class Guessing {

        @Test
        @Tag("A-021")
        @Tag("A-022")
        @DisplayName("wrong password, unknown address and a password without end get the same response")
        void nothingTellsWhetherAnAccountExists() {
            signUp(DEV, Accounts.PASSWORD);

            String wrong = comparable(logIn(DEV, "wrong password, but long"));

            assertThat(wrong).contains("401").contains("invalid_credentials");
            assertThat(comparable(logIn("nobody@example.com", Accounts.PASSWORD)))
                    .isEqualTo(wrong);
            assertThat(comparable(logIn("no address", Accounts.PASSWORD))).isEqualTo(wrong);
            assertThat(comparable(logIn(DEV, "x".repeat(5_000)))).isEqualTo(wrong);
            assertThat(comparable(logIn("nobody@example.com", "x".repeat(5_000))))
                    .isEqualTo(wrong);
            assertThat(comparable(logIn(DEV, ""))).isEqualTo(wrong);
        }

        @Test
        @Tag("A-021")
        @DisplayName("the page says the same for every cause, and keeps the address")
        void thePageSaysTheSame() {
            signUp(DEV, Accounts.PASSWORD);

            Response wrong = page(DEV, "wrong password, but long");
            Response unknown = page("nix@example.com", "wrong password, but long");

            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text()).contains("Email or password is incorrect.").contains("value=\"dev@example.com\"");
            assertThat(unknown.status()).isEqualTo(422);
            assertThat(unknown.text().replace("nix@", "dev@")).isEqualTo(wrong.text());
        }

        @Test
        @Tag("A-023")
        @DisplayName("after five failures the wait begins at a second and doubles up to a quarter of an hour")
        void failuresSlowDown() {
            signUp(DEV, Accounts.PASSWORD);
            for (int i = 0; i < 5; i++) {
                assertThat(logIn(DEV, "wrong password " + i).status()).isEqualTo(401);
                accounts.clock.advance(Duration.ofSeconds(2).minusSeconds(i == 4 ? 2 : 0));
            }
            for (int seconds = 1; seconds <= 512; seconds *= 2) {
                waitFor(seconds);
                assertThat(logIn(DEV, "wrong again and again").status()).isEqualTo(401);
            }
            waitFor(900);
            assertThat(logIn(DEV, "wrong again and again").status()).isEqualTo(401);
            waitFor(900);
            assertThat(logIn(DEV, Accounts.PASSWORD).status()).isEqualTo(201);
            assertThat(logIn(DEV, "wrong again and again").status()).isEqualTo(401);
            assertThat(logIn(DEV, Accounts.PASSWORD).status()).isEqualTo(201);
        }

        @Test
        @Tag("A-023")
        @DisplayName("unknown addresses wait as well")
        void unknownAddressesWaitAsWell() {
            for (int i = 0; i < 5; i++) {
                assertThat(logIn("nobody@example.com", "wrong password " + i).status())
                        .isEqualTo(401);
            }
            assertThat(logIn("nobody@example.com", "wrong password 6").status()).isEqualTo(429);
        }

        @Test
        @Tag("A-024")
        @DisplayName("after a hundred failures a reset is required, and suffices")
        void onlyAResetHelpsInTheEnd() {
            signUp(DEV, Accounts.PASSWORD);
            for (int i = 0; i < 100; i++) {
                assertThat(logIn(DEV, "wrong password").status()).isEqualTo(401);
                accounts.clock.advance(Duration.ofMinutes(15));
            }
            Response refused = logIn(DEV, Accounts.PASSWORD);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("password_reset_required");

            accounts.json("POST", "/password/forgot", Map.of("email", DEV));
            String token = Accounts.tokenOf(accounts.linkIn(accounts.lastMailTo(DEV), "reset"));
            String fresh = "a completely different phrase";
            assertThat(accounts.json("POST", "/password/reset", Map.of("token", token, "password", fresh))
                            .status())
                    .isEqualTo(204);
            assertThat(logIn(DEV, fresh).status()).isEqualTo(201);
        }

        @Test
        void oneAddressFailsThirtyTimesAMinuteAndSuccessesDoNotCount() {
            signUp(DEV, Accounts.PASSWORD);
            for (int i = 0; i < 40; i++) {
                assertThat(logIn(DEV, Accounts.PASSWORD).status()).isEqualTo(201);
            }
            for (int i = 0; i < 30; i++) {
                assertThat(logIn("dev" + i + "@example.com", "wrong password").status())
                        .isEqualTo(401);
            }
            assertThat(logIn("dev30@example.com", "wrong password").status()).isEqualTo(429);
            Response refused = logIn(DEV, Accounts.PASSWORD);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains("60");
            accounts.clock.advance(Duration.ofSeconds(60));
            assertThat(logIn(DEV, Accounts.PASSWORD).status()).isEqualTo(201);
        }

        @Test
        @Tag("A-036")
        @DisplayName("who is suspended is told so with the right password alone")
        void suspensionIsToldToTheOwnerAlone() {
            Instant now = accounts.clock.instant();
            String hash = new Passwords(4, new SecureRandom()).hash(Secret.of(Accounts.PASSWORD));
            accounts.stores.accounts().insert(new Account(new DeveloperId("dev_1"), DEV, "", hash, now, now, now));

            assertThat(page(DEV, "wrong password, but long").text()).contains("Email or password is incorrect.");
            assertThat(page(DEV, Accounts.PASSWORD).text()).contains("This account is suspended. Contact support.");
            assertThat(logIn(DEV, Accounts.PASSWORD).status()).isEqualTo(403);
        }

        private void waitFor(int seconds) {
            accounts.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            Response early = logIn(DEV, Accounts.PASSWORD);
            assertThat(early.status()).as("before %s s", seconds).isEqualTo(429);
            assertThat(early.header("Retry-After")).contains("1");
            accounts.clock.advance(Duration.ofMillis(1));
        }
    }

    @Nested
    class Sessions {

        @Test
        @Tag("A-026")
        @DisplayName("the cookie has prefix, flags and no domain")
        void theCookieIsLockedDown() {
            signUp(DEV, Accounts.PASSWORD);

            String cookie = page(DEV, Accounts.PASSWORD).header("Set-Cookie").orElseThrow();

            assertThat(cookie)
                    .startsWith("__Host-dp_session=")
                    .contains("; Path=/")
                    .contains("; HttpOnly")
                    .contains("; SameSite=Lax")
                    .contains("; Secure")
                    .contains("Max-Age=604800")
                    .doesNotContain("Domain");
        }

        @Test
        @Tag("A-025")
        @DisplayName("a login makes a new session and ends the browser's old one")
        void aLoginEndsTheOldSession() {
            signUp(DEV, Accounts.PASSWORD);
            page(DEV, Accounts.PASSWORD);
            String old = session();
            page(DEV, Accounts.PASSWORD);

            assertThat(session()).isNotEqualTo(old);
            assertThat(me(old).status()).isEqualTo(401);
            assertThat(me(session()).status()).isEqualTo(200);
        }

        @Test
        @Tag("A-027")
        @DisplayName("a session ends after seven days, however it is used")
        void aSessionLastsAWeek() {
            signUp(DEV, Accounts.PASSWORD);
            String token = token();
            for (int day = 0; day < 7; day++) {
                assertThat(me(token).status()).isEqualTo(200);
                accounts.clock.advance(Duration.ofDays(1));
            }
            assertThat(me(token).status()).isEqualTo(401);
        }

        @Test
        @Tag("A-027")
        @DisplayName("a session ends after the idle time that the host set")
        void anIdleSessionEnds() {
            accounts = new Accounts(builder -> builder.sessionIdleLimit(Duration.ofHours(1)));
            signUp(DEV, Accounts.PASSWORD);
            String token = token();
            accounts.clock.advance(Duration.ofMinutes(59));
            assertThat(me(token).status()).isEqualTo(200);
            accounts.clock.advance(Duration.ofMinutes(59));
            assertThat(me(token).status()).isEqualTo(200);
            accounts.clock.advance(Duration.ofMinutes(60));
            assertThat(me(token).status()).isEqualTo(401);
        }

        @Test
        @Tag("A-028")
        @DisplayName("log out ends the session; the old cookie leads to the login and nothing was cached")
        void loggingOutEndsIt() {
            signUp(DEV, Accounts.PASSWORD);
            page(DEV, Accounts.PASSWORD);
            String old = session();
            Response dashboard = accounts.get("/developers/dashboard");
            assertThat(dashboard.header("Cache-Control")).contains("no-store");

            Response out = accounts.postForm("/developers/logout", Map.of());

            assertThat(out.status()).isEqualTo(303);
            assertThat(out.header("Clear-Site-Data")).contains("\"cache\"");
            assertThat(accounts.cookies()).doesNotContainKey("__Host-dp_session");
            accounts.cookies().put("__Host-dp_session", old);
            assertThat(accounts.get("/developers/dashboard").header("Location"))
                    .contains("/developers/login?next=%2Fdevelopers%2Fdashboard");
            assertThat(me(old).status()).isEqualTo(401);
        }

        @Test
        @Tag("A-028")
        @DisplayName("a program ends its session by DELETE")
        void aProgramLogsOut() {
            signUp(DEV, Accounts.PASSWORD);
            String token = token();

            assertThat(accounts.json("DELETE", "/sessions/current", Map.of(), bearer(token))
                            .status())
                    .isEqualTo(204);
            assertThat(me(token).status()).isEqualTo(401);
        }

        @Test
        @Tag("A-029")
        @DisplayName("next leads to pages of the portal alone")
        void nextStaysInThePortal() {
            signUp(DEV, Accounts.PASSWORD);
            for (String evil : List.of("//evil.test", "https://evil.test", "/\\evil", "/oauth/authorize")) {
                assertThat(logInWithNext(evil)).as(evil).contains("/developers/dashboard");
            }
            assertThat(logInWithNext("/developers/apps/new?name=A")).contains("/developers/apps/new?name=A");
        }

        @Test
        void aTokenThatWasChangedIsNoToken() {
            signUp(DEV, Accounts.PASSWORD);
            String token = token();
            String[] parts = token.split("\\.");

            assertThat(me(token + "x").status()).isEqualTo(401);
            assertThat(me(parts[0] + "." + parts[1] + ".").status()).isEqualTo(401);
            assertThat(me("eyJhbGciOiJub25lIn0." + parts[1] + ".").status()).isEqualTo(401);
            assertThat(me("").status()).isEqualTo(401);
            assertThat(me(token).status()).isEqualTo(200);
        }

        @Test
        void aDeveloperReadsAndChangesHisName() {
            signUp(DEV, Accounts.PASSWORD);
            String token = token();

            Response changed = accounts.json("PATCH", "/me", Map.of("name", "  Ann \u202E B. "), bearer(token));

            assertThat(changed.status()).isEqualTo(200);
            JsonObject me = Accounts.body(me(token));
            assertThat(me.text("name")).contains("Ann B.");
            assertThat(me.text("email")).contains(DEV);
            assertThat(me.bool("emailVerified")).contains(false);
            assertThat(accounts.json("PATCH", "/me", Map.of("name", "x".repeat(101)), bearer(token))
                            .status())
                    .isEqualTo(422);
        }

        private Optional<String> logInWithNext(String next) {
            return accounts.postForm(
                            "/developers/login", Map.of("email", DEV, "password", Accounts.PASSWORD, "next", next))
                    .header("Location");
        }

        private String token() {
            return Accounts.body(logIn(DEV, Accounts.PASSWORD)).text("token").orElseThrow();
        }

        private String session() {
            return accounts.cookies().get("__Host-dp_session");
        }

        private Response me(String token) {
            return accounts.json("GET", "/me", Map.of(), bearer(token));
        }
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private void signUp(String email, String password) {
        Response response = accounts.json("POST", "/signup", Map.of("email", email, "password", password));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
    }

    private Response logIn(String email, String password) {
        return accounts.json("POST", "/sessions", Map.of("email", email, "password", password));
    }

    private Response page(String email, String password) {
        return accounts.postForm("/developers/login", Map.of("email", email, "password", password));
    }

    private static String comparable(Response response) {
        return response.status()
                + response.text().replaceAll("\"requestId\":\"[^\"]*\"", "")
                + response.headers().all("Retry-After");
    }
}
