package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordResetTest {

    private static final String DEV = "dev@example.com";
    private static final String FRESH = "a completely different phrase";

    private final Accounts accounts = new Accounts();

    @BeforeEach
    void signUp() {
        accounts.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD));
        accounts.test.deliverMails();
        // One mail a minute, whatever its kind.
        accounts.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    @Tag("A-030")
    @DisplayName("forgot responds the same for known and unknown addresses, and mails once a minute")
    void forgotTellsNothing() {
        Response known = forgot(DEV);
        Response unknown = forgot("nobody@example.com");

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(forgot(DEV).status()).isEqualTo(202);
        assertThat(resets()).isEqualTo(1);
        accounts.clock.advance(Duration.ofSeconds(60));
        forgot(DEV);
        assertThat(resets()).isEqualTo(2);
        assertThat(accounts.mailsTo("nobody@example.com")).isEmpty();
    }

    @Test
    @Tag("A-030")
    @DisplayName("five links a day are enough")
    void fiveADay() {
        for (int i = 0; i < 8; i++) {
            forgot(DEV);
            accounts.clock.advance(Duration.ofMinutes(2));
        }
        assertThat(resets()).isEqualTo(5);
    }

    @Test
    @Tag("A-031")
    @DisplayName("a link fails after an hour")
    void aLinkLastsAnHour() {
        String token = tokenOf(forgot(DEV));
        accounts.clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(accounts.get("/developers/reset?token=" + token).text()).contains("Set new password");
        accounts.clock.advance(Duration.ofSeconds(1));

        Response late = reset(token, FRESH);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.text()).contains("link_expired");
        assertThat(accounts.get("/developers/reset?token=" + token).text())
                .contains("This link has expired or was already used.")
                .contains("Request another");
    }

    @Test
    @Tag("A-031")
    @DisplayName("a link fails after its use and after a newer one")
    void aLinkWorksOnceAndNotAfterANewerOne() {
        String first = tokenOf(forgot(DEV));
        accounts.clock.advance(Duration.ofMinutes(2));
        String second = tokenOf(forgot(DEV));

        assertThat(reset(first, FRESH).status()).isEqualTo(410);
        assertThat(reset(second, FRESH).status()).isEqualTo(204);
        assertThat(reset(second, FRESH).status()).isEqualTo(410);
    }

    @Test
    @Tag("A-031")
    @DisplayName("of fifty simultaneous resets with one link exactly one sets its password")
    void aRaceSetsOnePassword() {
        String token = tokenOf(forgot(DEV));

        List<Integer> statuses = Race.of(
                50, number -> reset(token, "a phrase of the thread " + number).status());

        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 410).hasSize(49);
        int winner = statuses.indexOf(204);
        assertThat(logIn("a phrase of the thread " + winner).status()).isEqualTo(201);
    }

    @Test
    @Tag("A-032")
    @DisplayName("a reset ends all sessions, tells the owner, verifies the address and logs nobody in")
    void aResetEndsAllSessions() {
        String session = Accounts.body(logIn(Accounts.PASSWORD)).text("token").orElseThrow();
        String token = tokenOf(forgot(DEV));

        Response done = accounts.postForm("/developers/reset", Map.of("token", token, "password", FRESH));

        assertThat(done.status()).isEqualTo(303);
        assertThat(accounts.cookies()).isEmpty();
        assertThat(accounts.follow(done).text()).contains("Your password was changed.");
        assertThat(accounts.json("GET", "/me", Map.of(), Map.of("Authorization", "Bearer " + session))
                        .status())
                .isEqualTo(401);
        assertThat(accounts.lastMailTo(DEV).subject()).endsWith("password was changed");
        assertThat(accounts.stores.accounts().findByEmail(DEV).orElseThrow().verified())
                .isTrue();
        assertThat(logIn(Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(logIn(FRESH).status()).isEqualTo(201);
    }

    @Test
    void aWeakPasswordKeepsTheLink() {
        String token = tokenOf(forgot(DEV));

        Response weak = accounts.postForm("/developers/reset", Map.of("token", token, "password", "dev dev dev dev"));

        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text()).contains("too easy to guess").contains(token);
        assertThat(reset(token, FRESH).status()).isEqualTo(204);
    }

    private Response forgot(String email) {
        Response response = accounts.json("POST", "/password/forgot", Map.of("email", email));
        accounts.test.deliverMails();
        return response;
    }

    private Response reset(String token, String password) {
        return accounts.json("POST", "/password/reset", Map.of("token", token, "password", password));
    }

    private Response logIn(String password) {
        return accounts.json("POST", "/sessions", Map.of("email", DEV, "password", password));
    }

    private String tokenOf(Response forgot) {
        assertThat(forgot.status()).isEqualTo(202);
        return Accounts.tokenOf(accounts.linkIn(accounts.lastMailTo(DEV), "reset"));
    }

    private long resets() {
        return accounts.mailsTo(DEV).stream()
                .map(Mail::subject)
                .filter(subject -> subject.startsWith("Reset"))
                .count();
    }
}
