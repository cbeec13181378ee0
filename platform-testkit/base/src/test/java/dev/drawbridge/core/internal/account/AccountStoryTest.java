package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way from sign-up to the dashboard, as a browser with its scripts off goes it. */
class AccountStoryTest {

    private final Accounts accounts = new Accounts();

    @Test
    @Tag("A-001")
    @DisplayName("sign-up leads to the inbox page, stores an unverified developer and sends one mail")
    void aNewcomerSignsUpConfirmsAndLogsIn() {
        Response sent = accounts.postForm(
                "/developers/signup", Map.of("email", "Dev@Example.com", "password", Accounts.PASSWORD, "name", "Dev"));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).contains("/developers/signup/sent");
        assertThat(accounts.follow(sent).text()).contains("d…@example.com");
        assertThat(accounts.mailsTo("dev@example.com")).hasSize(1);
        String link = accounts.linkIn(accounts.lastMailTo("dev@example.com"), "verify");

        Response form = accounts.get(link);
        assertThat(form.text()).contains("dev@example.com").contains("Confirm email");
        Response confirmed = accounts.postForm("/developers/verify", Map.of("token", Accounts.tokenOf(link)));
        assertThat(confirmed.text()).contains("Email confirmed");
        assertThat(confirmed.header("Set-Cookie")).isEmpty();

        Response login = accounts.postForm(
                "/developers/login", Map.of("email", "dev@example.com", "password", Accounts.PASSWORD));
        assertThat(login.status()).isEqualTo(303);
        assertThat(login.header("Location")).contains("/developers/dashboard");
        Response dashboard = accounts.follow(login);
        assertThat(dashboard.status()).isEqualTo(200);
        assertThat(dashboard.text()).contains("No apps yet").contains("Create app");
    }
}
