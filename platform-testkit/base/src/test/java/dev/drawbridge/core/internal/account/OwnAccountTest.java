package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.account.AccountAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What developers change about their accounts by JSON. */
class OwnAccountTest {

    private static final String DEV = "dev@example.com";
    private static final String NEW = "new@example.com";
    private static final String FRESH = "a completely different phrase";

    private final Accounts accounts = new Accounts();
    private String token = "";

    @BeforeEach
    void logIn() {
        accounts.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD));
        String link = accounts.linkIn(accounts.lastMailTo(DEV), "verify");
        accounts.postForm("/developers/verify", Map.of("token", Accounts.tokenOf(link)));
        token = newToken(Accounts.PASSWORD);
    }

    @Test
    @DisplayName("name, language and theme change one by one, and enum values are read in any case")
    void theProfileChanges() {
        assertThat(me().toMap())
                .containsEntry("name", "")
                .containsEntry("locale", null)
                .containsEntry("theme", "SYSTEM");

        assertThat(call("PATCH", "/me", Map.of("locale", "de-at", "theme", "dark"))
                        .status())
                .isEqualTo(200);
        assertThat(call("PATCH", "/me", Map.of("name", "Anna")).status()).isEqualTo(200);

        assertThat(me().toMap())
                .containsEntry("name", "Anna")
                .containsEntry("locale", "de-AT")
                .containsEntry("theme", "DARK")
                .containsEntry("emailVerified", true);
        assertThat(actions()).filteredOn("developer.profile_changed"::equals).hasSize(2);
    }

    @Test
    @DisplayName("a language that is none, a theme that is none and unknown members are refused by name")
    void aBadProfileIsRefused() {
        Response bad = call("PATCH", "/me", Map.of("locale", "no such language!", "theme", "PINK"));

        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.text()).contains("locale_invalid").contains("theme_invalid");
        assertThat(call("PATCH", "/me", Map.of("email", NEW)).status()).isEqualTo(400);
    }

    @Test
    @Tag("A-033")
    @DisplayName("a new password needs the present one, and wrong ones slow the session down")
    void aNewPasswordNeedsThePresentOne() {
        for (int guess = 0; guess < 5; guess++) {
            Response wrong = changePassword("wrong wrong wrong", FRESH);
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text()).contains("currentPassword").contains("invalid_credentials");
        }

        Response throttled = changePassword(Accounts.PASSWORD, FRESH);
        assertThat(throttled.status()).isEqualTo(429);
        accounts.clock.advance(Duration.ofSeconds(
                Long.parseLong(throttled.header("Retry-After").orElseThrow())));
        assertThat(changePassword(Accounts.PASSWORD, FRESH).status()).isEqualTo(204);
    }

    @Test
    @Tag("A-033")
    @DisplayName("a changed password ends all other sessions, tells the owner, and is the one that logs in")
    void aChangedPasswordEndsOtherSessions() {
        String other = newToken(Accounts.PASSWORD);

        assertThat(changePassword(Accounts.PASSWORD, FRESH).status()).isEqualTo(204);

        assertThat(call("GET", "/me", Map.of()).status()).isEqualTo(200);
        assertThat(call("GET", "/me", Map.of(), other).status()).isEqualTo(401);
        assertThat(logInWith(Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(logInWith(FRESH).status()).isEqualTo(201);
        assertThat(accounts.lastMailTo(DEV).subject()).contains("password was changed");
        assertThat(actions()).containsOnlyOnce("developer.password_changed");
    }

    @Test
    @Tag("A-008")
    @DisplayName("a new password keeps to the rules of sign-up")
    void aNewPasswordKeepsToTheRules() {
        Response easy = changePassword(Accounts.PASSWORD, "dev dev dev dev");

        assertThat(easy.status()).isEqualTo(422);
        assertThat(easy.text()).contains("newPassword").contains("password_too_common");
    }

    @Test
    @Tag("A-034")
    @DisplayName("the old address stays until the new one is confirmed, and both get mail")
    void theOldAddressStaysUntilTheNewOneIsConfirmed() {
        assertThat(changeEmail(NEW, Accounts.PASSWORD).status()).isEqualTo(202);

        assertThat(me().text("email")).contains(DEV);
        assertThat(accounts.lastMailTo(DEV).text()).contains(NEW).contains("stays active");
        Mail link = accounts.lastMailTo(NEW);
        String secret = Accounts.tokenOf(accounts.linkIn(link, "verify"));
        assertThat(accounts.get("/developers/verify?token=" + secret).text()).contains(NEW);
        assertThat(me().text("email")).contains(DEV);

        assertThat(verify(secret).status()).isEqualTo(200);

        assertThat(me().toMap()).containsEntry("email", NEW).containsEntry("emailVerified", true);
        assertThat(accounts.lastMailTo(DEV).subject()).contains("was changed");
        assertThat(verify(secret).text()).contains("already_verified");
        assertThat(logInWith(Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(accounts.json("POST", "/sessions", Map.of("email", NEW, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(201);
        assertThat(actions())
                .containsOnlyOnce("developer.email_change_requested")
                .containsOnlyOnce("developer.email_changed");
    }

    @Test
    @Tag("A-034")
    @DisplayName("another address needs the password, within a session as well")
    void anotherAddressNeedsThePassword() {
        assertThat(changeEmail(NEW, "wrong wrong wrong").status()).isEqualTo(422);
        assertThat(call("POST", "/me/email", Map.of("email", NEW)).status()).isEqualTo(422);
        assertThat(accounts.mailsTo(NEW)).isEmpty();
    }

    @Test
    @Tag("A-034")
    @DisplayName("an address that has an account gets a word instead of a link, and the response is the same")
    void aTakenAddressShowsNowhere() {
        String taken = "taken@example.com";
        accounts.json("POST", "/signup", Map.of("email", taken, "password", Accounts.PASSWORD));
        accounts.mailsTo(taken);
        accounts.clock.advance(Duration.ofMinutes(2));

        Response known = changeEmail(taken, Accounts.PASSWORD);
        Response unknown = changeEmail(NEW, Accounts.PASSWORD);

        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.text()).isEqualTo(unknown.text());
        assertThat(accounts.lastMailTo(taken).subject()).contains("already have");
    }

    @Test
    @Tag("A-034")
    @DisplayName("an address that somebody signed up with meanwhile is not taken from them")
    void anAddressGoesToOne() {
        changeEmail(NEW, Accounts.PASSWORD);
        String secret = Accounts.tokenOf(accounts.linkIn(accounts.lastMailTo(NEW), "verify"));
        accounts.json("POST", "/signup", Map.of("email", NEW, "password", Accounts.PASSWORD));

        assertThat(verify(secret).status()).isEqualTo(410);
        assertThat(me().text("email")).contains(DEV);
    }

    @Test
    @Tag("A-034")
    @DisplayName("a new password ends a change of address that somebody else began")
    void aNewPasswordEndsAChangeOfAddress() {
        changeEmail(NEW, Accounts.PASSWORD);
        String secret = Accounts.tokenOf(accounts.linkIn(accounts.lastMailTo(NEW), "verify"));

        changePassword(Accounts.PASSWORD, FRESH);

        assertThat(verify(secret).status()).isEqualTo(410);
        assertThat(me().text("email")).contains(DEV);
    }

    @Test
    @Tag("A-035")
    @DisplayName("the list of sessions has the current one, and ending all others leaves it alone")
    void endingAllOthersLeavesOne() {
        newToken(Accounts.PASSWORD);
        newToken(Accounts.PASSWORD);
        assertThat(sessions()).hasSize(3);
        assertThat(sessions())
                .filteredOn(session -> Boolean.TRUE.equals(session.get("current")))
                .hasSize(1);
        assertThat(sessions().get(0).keySet())
                .isEqualTo(Set.of("id", "createdAt", "lastSeenAt", "ip", "userAgent", "current"));

        assertThat(call("DELETE", "/sessions", Map.of()).status()).isEqualTo(400);
        assertThat(call("DELETE", "/sessions?others=true", Map.of()).status()).isEqualTo(204);

        assertThat(sessions()).hasSize(1);
        assertThat(sessions().get(0)).containsEntry("current", true);
        assertThat(actions()).containsOnlyOnce("developer.other_sessions_ended");
    }

    @Test
    @Tag("A-035")
    @DisplayName("one session ends by its id, those of other developers do not")
    void oneSessionEnds() {
        String other = newToken(Accounts.PASSWORD);
        String id = String.valueOf(sessions().stream()
                .filter(session -> Boolean.FALSE.equals(session.get("current")))
                .findFirst()
                .orElseThrow()
                .get("id"));
        accounts.json("POST", "/signup", Map.of("email", "eve@evil.test", "password", Accounts.PASSWORD));
        String eve = Accounts.body(accounts.json(
                        "POST", "/sessions", Map.of("email", "eve@evil.test", "password", Accounts.PASSWORD)))
                .text("token")
                .orElseThrow();

        assertThat(call("DELETE", "/sessions/" + id, Map.of(), eve).status()).isEqualTo(404);
        assertThat(call("GET", "/me", Map.of(), other).status()).isEqualTo(200);
        assertThat(call("DELETE", "/sessions/" + id, Map.of()).status()).isEqualTo(204);
        assertThat(call("GET", "/me", Map.of(), other).status()).isEqualTo(401);
        assertThat(call("DELETE", "/sessions/" + id, Map.of()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("a login, a confirmed password and a logout leave one entry each")
    void eachCallLeavesOneEntry() {
        int before = actions().size();

        String other = newToken(Accounts.PASSWORD);
        call("POST", "/me/reauth", Map.of("password", Accounts.PASSWORD), other);
        call("DELETE", "/sessions/current", Map.of(), other);

        assertThat(actions().subList(0, actions().size() - before))
                .containsExactly("developer.logged_out", "developer.password_confirmed", "developer.logged_in");
    }

    private Response changePassword(String current, String fresh) {
        return call("POST", "/me/password", Map.of("currentPassword", current, "newPassword", fresh));
    }

    private Response changeEmail(String email, String password) {
        return call("POST", "/me/email", Map.of("email", email, "password", password));
    }

    private Response verify(String secret) {
        return accounts.json("POST", "/email/verify", Map.of("token", secret));
    }

    private JsonObject me() {
        return Accounts.body(call("GET", "/me", Map.of()));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> sessions() {
        return (List<Map<String, Object>>)
                Accounts.body(call("GET", "/sessions", Map.of())).toMap().get("items");
    }

    private List<String> actions() {
        return accounts
                .core
                .journal()
                .about(AccountAction.TARGET, me().text("id").orElseThrow(), 100)
                .stream()
                .map(JournalEntry::action)
                .toList();
    }

    private Response logInWith(String password) {
        return accounts.json("POST", "/sessions", Map.of("email", DEV, "password", password));
    }

    private String newToken(String password) {
        return Accounts.body(logInWith(password)).text("token").orElseThrow();
    }

    private Response call(String method, String path, Map<String, Object> body) {
        return call(method, path, body, token);
    }

    private Response call(String method, String path, Map<String, Object> body, String as) {
        return accounts.json(method, path, body, Map.of("Authorization", "Bearer " + as));
    }
}
