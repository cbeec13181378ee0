package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who guesses waits; whose password is guessed does not. */
class LoginThrottleTest {

    private static final String DEV = "dev@example.com";
    private static final String OTHER = "other@example.com";
    private static final String WRONG = "wrong password, but long";
    private static final String DEVICE = "__Host-dp_device";
    private static final String SESSION = "__Host-dp_session";
    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    private final Accounts home = new Accounts();
    private final Accounts stranger = home.at("203.0.113.9");

    @BeforeEach
    void signUp() {
        for (String email : new String[] {DEV, OTHER}) {
            home.json("POST", "/signup", Map.of("email", email, "password", Accounts.PASSWORD));
        }
    }

    @Nested
    class Strangers {

        @Test
        @Tag("A-023")
        @DisplayName("one guess every quarter of an hour does not keep the owner out, whatever browser they use")
        void aStrangerDoesNotKeepTheOwnerOut() {
            for (int i = 0; i < 60; i++) {
                home.clock.advance(Duration.ofMinutes(15));
                assertThat(logIn(stranger, DEV, WRONG).status()).isEqualTo(401);
            }
            assertThat(logIn(stranger, DEV, Accounts.PASSWORD).status()).isEqualTo(429);

            assertThat(logIn(home.at("198.51.100.1"), DEV, Accounts.PASSWORD).status())
                    .isEqualTo(201);
        }

        @Test
        @Tag("A-023")
        @DisplayName("a success elsewhere does not let the stranger guess faster")
        void theStrangerStillWaits() {
            for (int i = 0; i < 5; i++) {
                assertThat(logIn(stranger, DEV, WRONG).status()).isEqualTo(401);
            }
            assertThat(logIn(home, DEV, Accounts.PASSWORD).status()).isEqualTo(201);

            assertThat(logIn(stranger, DEV, Accounts.PASSWORD).status()).isEqualTo(429);
        }

        @Test
        @Tag("A-024")
        @DisplayName("after a hundred guesses of many strangers only known browsers log in without a reset")
        void theCeilingOfAnAccountSparesKnownBrowsers() {
            browse(home, DEV);
            for (int i = 0; i < 100; i++) {
                Accounts one = home.at("203.0.113." + (i + 1));
                assertThat(logIn(one, DEV, WRONG).status()).isEqualTo(401);
                assertThat(logIn(one, "nobody@example.com", WRONG).status()).isEqualTo(401);
            }
            Accounts fresh = home.at("198.51.100.1");
            assertThat(logIn(fresh, DEV, Accounts.PASSWORD).text()).contains("password_reset_required");
            assertThat(logIn(fresh, "nobody@example.com", Accounts.PASSWORD).text())
                    .contains("password_reset_required");

            assertThat(browse(home, DEV).status()).isEqualTo(303);
        }

        @Test
        @Tag("CLI-14")
        @DisplayName("thirty failures of other people in one network do not stop a known browser there")
        void neighboursDoNotStopAKnownBrowser() {
            browse(home, DEV);
            for (int i = 0; i < 31; i++) {
                logIn(home.at("127.0.0.1"), "dev" + i + "@example.com", WRONG);
            }
            assertThat(logIn(home.at("127.0.0.1"), DEV, Accounts.PASSWORD).status())
                    .isEqualTo(429);

            assertThat(browse(home, DEV).status()).isEqualTo(303);
        }

        @Test
        @Tag("A-021")
        @DisplayName("guesses at addresses without an account leave no row for each")
        void unknownAddressesLeaveNoRows() {
            for (int i = 0; i < 2_000; i++) {
                logIn(home.at("203.0.113." + (i / 20)), "nobody" + i + "@example.com", WRONG);
            }
            assertThat(home.stores.guesses().purge(EVER, 10_000)).isBetween(1, 64);
        }
    }

    @Nested
    class Confirmations {

        @Test
        @Tag("A-103")
        @DisplayName("guesses of strangers do not block the confirmation of a live session")
        void aLiveSessionConfirmsWhileStrangersGuess() {
            browse(home, DEV);
            home.clock.advance(Duration.ofMinutes(16));
            for (int i = 0; i < 10; i++) {
                logIn(stranger, DEV, WRONG);
                logIn(home.at("127.0.0.1"), DEV, WRONG);
            }

            assertThat(confirm(home, Accounts.PASSWORD).status()).isEqualTo(204);
        }

        @Test
        @Tag("A-103")
        @DisplayName("wrong confirmations slow down their own session alone")
        void anotherSessionOfTheAccountConfirms() {
            Accounts second = home.at("127.0.0.1");
            browse(home, DEV);
            browse(second, DEV);
            for (int i = 0; i < 5; i++) {
                assertThat(confirm(home, WRONG).status()).isEqualTo(422);
            }
            assertThat(confirm(home, Accounts.PASSWORD).status()).isEqualTo(429);

            assertThat(confirm(second, Accounts.PASSWORD).status()).isEqualTo(204);
            assertThat(browse(second, DEV).status()).isEqualTo(303);
        }

        @Test
        @Tag("A-024")
        @DisplayName("a session that confirms wrongly a hundred times in a row is over")
        void aSessionThatGuessesIsOver() {
            browse(home, DEV);
            for (int i = 0; i < 100; i++) {
                assertThat(confirm(home, WRONG).status()).isEqualTo(422);
                home.clock.advance(Duration.ofMinutes(15));
            }
            assertThat(confirm(home, Accounts.PASSWORD).status()).isEqualTo(401);
            assertThat(home.get("/developers/dashboard").status()).isEqualTo(303);
        }
    }

    @Nested
    class Devices {

        @Test
        void theCookieOfABrowserIsLockedDownLastsAndChangesWithEachLogin() {
            Response first = browse(home, DEV);
            String device = home.cookies().get(DEVICE);

            assertThat(first.headers().all("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-dp_device=")
                            .contains("; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/", "Max-Age=31536000")
                            .doesNotContain("Domain"));
            home.postForm("/developers/logout", Map.of());
            assertThat(home.cookies()).containsEntry(DEVICE, device).doesNotContainKey(SESSION);
            browse(home, DEV);
            assertThat(home.cookies().get(DEVICE)).isNotEqualTo(device);
        }

        @Test
        @Tag("A-023")
        @DisplayName("a browser that logged in before waits for its own failures")
        void aKnownBrowserWaitsForItself() {
            browse(home, DEV);
            for (int i = 0; i < 5; i++) {
                assertThat(form(home, DEV, WRONG).status()).isEqualTo(422);
            }
            assertThat(form(home, DEV, Accounts.PASSWORD).status()).isEqualTo(429);
            home.clock.advance(Duration.ofSeconds(1));
            assertThat(form(home, DEV, Accounts.PASSWORD).status()).isEqualTo(303);
        }

        @Test
        void aBrowserIsKnownToTheAccountThatItLoggedInToAlone() {
            browse(home, OTHER);
            exhaust(DEV);

            assertThat(form(home, DEV, Accounts.PASSWORD).status()).isEqualTo(403);
        }

        @Test
        void aCookieThatWasChangedOrIsTooOldCountsForNothing() {
            browse(home, DEV);
            String device = home.cookies().get(DEVICE);
            exhaust(DEV);

            for (String bad :
                    new String[] {"", "x", device + "x", "A" + device.substring(1), device.replace(".", "..")}) {
                home.cookies().put(DEVICE, bad);
                assertThat(form(home, DEV, Accounts.PASSWORD).status()).as(bad).isEqualTo(403);
            }
            home.cookies().put(DEVICE, device);
            home.clock.advance(Duration.ofDays(89));
            assertThat(form(home, DEV, Accounts.PASSWORD).status()).isEqualTo(303);
        }

        @Test
        @Tag("A-032")
        @DisplayName("a reset voids what browsers keep, and lets the owner in from everywhere")
        void aResetVoidsTheCookie() {
            browse(home, DEV);
            exhaust(DEV);
            home.test.runJobs();
            home.clock.advance(Duration.ofMinutes(1));
            home.json("POST", "/password/forgot", Map.of("email", DEV));
            home.test.runJobs();
            String token = Accounts.tokenOf(home.linkIn(home.lastMailTo(DEV), "reset"));
            String fresh = "a completely different phrase";
            home.json("POST", "/password/reset", Map.of("token", token, "password", fresh));
            assertThat(logIn(stranger, DEV, fresh).status()).isEqualTo(201);

            for (int i = 0; i < 100; i++) {
                logIn(home.at("203.0.113." + (i + 1)), DEV, WRONG);
            }
            assertThat(form(home, DEV, fresh).status()).isEqualTo(403);
        }

        private void exhaust(String email) {
            for (int i = 0; i < 100; i++) {
                assertThat(logIn(home.at("203.0.113." + (i + 1)), email, WRONG).status())
                        .isEqualTo(401);
            }
        }
    }

    private static Response logIn(Accounts from, String email, String password) {
        return from.json("POST", "/sessions", Map.of("email", email, "password", password));
    }

    private static Response form(Accounts from, String email, String password) {
        return from.postForm("/developers/login", Map.of("email", email, "password", password));
    }

    private static Response browse(Accounts from, String email) {
        Response response = form(from, email, Accounts.PASSWORD);
        assertThat(response.status()).as(response.text()).isEqualTo(303);
        return response;
    }

    /** Confirms as a script of the portal's own pages would, by cookie. */
    private static Response confirm(Accounts from, String password) {
        return from.send(
                "POST",
                Accounts.JSON + "/me/reauth",
                Headers.NONE.plus("Content-Type", "application/json").plus("Sec-Fetch-Site", "same-origin"),
                Json.write(Map.of("password", password)).getBytes(StandardCharsets.UTF_8));
    }
}
