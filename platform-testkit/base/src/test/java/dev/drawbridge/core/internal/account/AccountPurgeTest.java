package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccountPurgeTest {

    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    private final Accounts accounts = new Accounts();

    @Test
    @Tag("A-133")
    @DisplayName("an account that was never confirmed is forgotten after thirty days, and its address is free")
    void unverifiedAccountsAreForgotten() {
        Map<String, Object> form = Map.of("email", "never@example.com", "password", Accounts.PASSWORD);
        accounts.json("POST", "/signup", form);
        accounts.clock.advance(Duration.ofDays(29));
        accounts.test.runJobs();
        assertThat(accounts.json("POST", "/sessions", form).status()).isEqualTo(201);

        accounts.clock.advance(Duration.ofDays(2));
        accounts.test.runJobs();

        assertThat(accounts.json("POST", "/sessions", form).status()).isEqualTo(401);
        assertThat(accounts.json("POST", "/signup", form).status()).isEqualTo(202);
        assertThat(accounts.json("POST", "/sessions", form).status()).isEqualTo(201);
    }

    @Test
    @Tag("A-133")
    @DisplayName("sessions, links, guesses and mails do not pile up over ninety days")
    void nothingPilesUp() {
        accounts.json("POST", "/signup", Map.of("email", "dev@example.com", "password", Accounts.PASSWORD));
        // With an app the account stays although it is never confirmed, so that there are links of both kinds.
        DeveloperId id = accounts.stores
                .accounts()
                .findByEmail("dev@example.com")
                .orElseThrow()
                .id();
        accounts.core.apps().insert(Samples.app(id, "App"), 5, accounts.clock.instant());
        for (int day = 0; day < 90; day++) {
            Response login = accounts.json(
                    "POST", "/sessions", Map.of("email", "dev@example.com", "password", Accounts.PASSWORD));
            assertThat(login.status()).isEqualTo(201);
            accounts.json("POST", "/sessions", Map.of("email", "day" + day + "@example.com", "password", "wrong"));
            accounts.json("POST", "/email/resend", Map.of("email", "dev@example.com"));
            accounts.json("POST", "/password/forgot", Map.of("email", "dev@example.com"));
            accounts.clock.advance(Duration.ofDays(1));
            accounts.test.runJobs();
        }

        assertThat(accounts.stores.sessions().purge(EVER, 1_000)).isBetween(6, 8);
        assertThat(accounts.stores.links().purge(EVER, 1_000)).isBetween(12, 18);
        assertThat(accounts.core.mails().purge(EVER, 1_000)).isLessThan(5);
        assertThat(accounts.stores.guesses().purge(EVER, 1_000)).isLessThanOrEqualTo(91);
        assertThat(accounts.stores.accounts().findByEmail("dev@example.com")).isPresent();
    }
}
