package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.AppStatus;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages about a developer's account. */
class AccountPagesTest extends PortalScene {

    private static final String ACCOUNT = "/developers/account";
    private static final Pattern OTHER_SESSION =
            Pattern.compile("action=\"(/developers/account/sessions/(?!others)[^\"]+)\"");

    @Test
    @DisplayName("name, language and theme are saved by one form, which shows what there is")
    void theProfileIsSaved() {
        Response saved = accounts.postForm(ACCOUNT, Map.of("name", "Anna", "locale", "en", "theme", "DARK"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(accounts.follow(saved).text()).contains("Profile saved.", "value=\"Anna\"");
        assertThat(accounts.stores.accounts().find(owner(DEV)).orElseThrow().name())
                .isEqualTo("Anna");
    }

    @Test
    @DisplayName("a profile that is refused keeps what was typed and names the field")
    void aRefusedProfileKeepsWhatWasTyped() {
        Response refused = accounts.postForm(ACCOUNT, Map.of("name", "x".repeat(101), "theme", "DARK"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Error:", "x".repeat(101), "Use at most 100 characters.");
    }

    @Test
    @Tag("A-033")
    @DisplayName("a new password by the page needs the present one and keeps the browser logged in")
    void aNewPassword() {
        Response wrong = accounts.postForm(
                ACCOUNT + "/password",
                Map.of("currentPassword", "wrong wrong wrong", "newPassword", "a completely different phrase"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("That password is not correct.").doesNotContain("a completely different");
        String before = accounts.cookies().get(SESSION);

        Response changed = accounts.postForm(
                ACCOUNT + "/password",
                Map.of("currentPassword", Accounts.PASSWORD, "newPassword", "a completely different phrase"));

        assertThat(changed.status()).isEqualTo(303);
        assertThat(accounts.follow(changed).text()).contains("Password changed.");
        assertThat(accounts.cookies().get(SESSION)).isNotEqualTo(before);
        assertThat(accounts.cookies()).containsKey("__Host-dp_device");
    }

    @Test
    @Tag("A-034")
    @DisplayName("a new address by the page is mailed, and the page says that the old one stays")
    void aNewAddress() {
        Response asked = accounts.postForm(
                ACCOUNT + "/email", Map.of("email", "new@example.com", "password", Accounts.PASSWORD));

        assertThat(accounts.follow(asked).text()).contains("Check the inbox of your new address.", DEV);
        assertThat(accounts.lastMailTo("new@example.com").subject()).startsWith("Confirm your new email");
    }

    @Test
    @Tag("A-035")
    @DisplayName("the page of sessions ends one, or all others")
    void sessionsEnd() {
        String other = token();
        token();
        String page = accounts.get(ACCOUNT + "/sessions").text();
        assertThat(page).contains("This session", "End all other sessions");
        Matcher action = OTHER_SESSION.matcher(page);
        assertThat(action.results()).hasSize(3);

        Response ended = accounts.postForm(ACCOUNT + "/sessions/others", Map.of());

        assertThat(accounts.follow(ended).text()).contains("This session").doesNotContain("End all other sessions");
        assertThat(accounts.json("GET", "/me", Map.of(), Map.of("Authorization", "Bearer " + other))
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Tag("A-117")
    @DisplayName("the export asks for the password on the spot, and then is a file")
    void theExportIsAFile() {
        accounts.clock.advance(Duration.ofMinutes(16));
        assertThat(accounts.get(ACCOUNT + "/export").text()).contains("Download");
        assertThat(accounts.postForm(ACCOUNT + "/export", Map.of()).text()).contains("reauthPassword");

        Response file = accounts.postForm(ACCOUNT + "/export", Map.of("reauthPassword", Accounts.PASSWORD));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition").orElseThrow()).contains("account.json");
        Response again = accounts.postForm(ACCOUNT + "/export", Map.of());
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.text()).contains("once a day");
    }

    @Test
    @Tag("A-117")
    @DisplayName("the page that deletes lists the apps, and needs the tick and the password")
    void leavingNeedsTheTick() {
        CoreServices.of(accounts.test.env())
                .appRevocation()
                .by((app, actor) -> accounts.core
                        .apps()
                        .moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, accounts.clock.instant()));
        assertThat(accounts.get(ACCOUNT + "/delete").text()).contains("My app", "Delete account");
        Response unticked = accounts.postForm(ACCOUNT + "/delete", Map.of("password", Accounts.PASSWORD));
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(unticked.text()).contains("Tick the box");

        Response gone =
                accounts.postForm(ACCOUNT + "/delete", Map.of("password", Accounts.PASSWORD, "revokeApps", "true"));

        assertThat(accounts.cookies()).doesNotContainKey(SESSION);
        assertThat(accounts.follow(gone).text()).contains("will be deleted in 14 days");
        assertThat(accounts.core.apps().find(new AppId(MINE)).orElseThrow().status())
                .isEqualTo(AppStatus.REVOKED);
    }
}
