package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Logins that judge a password while it is being replaced. */
class LoginRaceTest {

    private static final String DEV = "dev@example.com";
    private static final String FRESH = "a completely different phrase";
    private static final int LOOPS = 2;
    private static final int MAX_LOGINS = 500;

    // Dear enough that a reset falls into the judging of a password nearly every time.
    private static final int COST = 8;

    private final Accounts accounts = new Accounts(builder -> builder.insecurePasswordCostForTests(COST));

    @RepeatedTest(3)
    @Tag("A-032")
    @DisplayName("no session that a login with the old password begins survives the reset")
    void noSessionOfTheOldPasswordSurvivesAReset() {
        accounts.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD));
        accounts.test.deliverMails();
        accounts.clock.advance(Duration.ofMinutes(1));
        accounts.json("POST", "/password/forgot", Map.of("email", DEV));
        accounts.test.runJobs();
        String token = Accounts.tokenOf(accounts.linkIn(accounts.lastMailTo(DEV), "reset"));
        CountDownLatch loggedIn = new CountDownLatch(LOOPS);

        List<List<String>> sessions =
                Race.of(LOOPS + 1, number -> number < LOOPS ? logInUntilRefused(loggedIn) : reset(token, loggedIn));

        List<String> all = sessions.stream().flatMap(List::stream).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(LOOPS);
        assertThat(all).allSatisfy(session -> assertThat(me(session).status()).isEqualTo(401));
        assertThat(logIn(FRESH).status()).isEqualTo(201);
    }

    private List<String> logInUntilRefused(CountDownLatch loggedIn) {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < MAX_LOGINS; i++) {
            Response response = logIn(Accounts.PASSWORD);
            if (response.status() != 201) {
                assertThat(response.status()).isEqualTo(401);
                return sessions;
            }
            sessions.add(Accounts.body(response).text("token").orElseThrow());
            loggedIn.countDown();
        }
        throw new AssertionError("The reset never took effect");
    }

    private List<String> reset(String token, CountDownLatch loggedIn) {
        try {
            assertThat(loggedIn.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(accounts.json("POST", "/password/reset", Map.of("token", token, "password", FRESH))
                        .status())
                .isEqualTo(204);
        return List.of();
    }

    private Response logIn(String password) {
        return accounts.json("POST", "/sessions", Map.of("email", DEV, "password", password));
    }

    private Response me(String session) {
        return accounts.json("GET", "/me", Map.of(), Map.of("Authorization", "Bearer " + session));
    }
}
