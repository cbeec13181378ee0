package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What strangers can cause to be mailed, and that the owner does not pay for it. */
class UnsolicitedMailTest {

    private static final String OWNER = "owner@example.com";
    private static final String FRESH = "a completely different phrase";

    private final Accounts stranger =
            new Accounts(builder -> builder.signUpsPerAddress(10_000).signUpsPerDomain(10_000)).at("198.51.100.7");
    private final Accounts owner = stranger.at("203.0.113.20");

    @BeforeEach
    void signUp() {
        owner.json("POST", "/signup", Map.of("email", OWNER, "password", Accounts.PASSWORD));
        String link = owner.linkIn(owner.lastMailTo(OWNER), "verify");
        assertThat(owner.json("POST", "/email/verify", Map.of("token", Accounts.tokenOf(link)))
                        .status())
                .isEqualTo(200);
        owner.test.mails().clear();
    }

    @Test
    @DisplayName("a stranger's requests use up none of the owner's resets, nor end the owner's link")
    void aStrangerUsesUpNothing() {
        for (int i = 0; i < 20; i++) {
            forgot(stranger);
            pass(Duration.ofMinutes(1));
        }
        assertThat(mails()).hasSize(5);

        forgot(owner);
        String link = owner.linkIn(owner.lastMailTo(OWNER), "reset");
        assertThat(mails()).hasSize(6);
        Accounts another = stranger.at("198.51.101.8");
        pass(Duration.ofMinutes(1));
        forgot(another);

        assertThat(reset(link).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("many strangers together cause ten mails a day, and one link always works")
    void tenADayOverAllSources() {
        Instant end = owner.clock.instant().plus(Duration.ofHours(5));
        int source = 0;
        while (owner.clock.instant().isBefore(end)) {
            forgot(stranger.at("198.51.100." + source++ % 250));
            pass(Duration.ofMinutes(2));
        }

        assertThat(mails()).hasSizeLessThanOrEqualTo(10);
        assertThat(owner.clock.instant()).isAfterOrEqualTo(end);
    }

    @Test
    @DisplayName("in a flood of half an hour from everywhere, a request of the owner leaves a link that works")
    void theOwnerHasALinkThroughoutAFlood() {
        for (int i = 0; i < 30; i++) {
            forgot(stranger.at("198.51.100." + i));
            pass(Duration.ofMinutes(1));
        }
        assertThat(mails()).hasSizeLessThanOrEqualTo(7);

        forgot(owner);

        assertThat(reset(owner.linkIn(owner.lastMailTo(OWNER), "reset")).status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("a browser that logged in before always gets its link, whatever strangers asked for")
    void aKnownBrowserIsNotBoundByStrangers() {
        owner.postForm("/developers/login", Map.of("email", OWNER, "password", Accounts.PASSWORD));
        for (int i = 0; i < 900; i++) {
            forgot(stranger.at("198.51.100." + i % 250));
            pass(Duration.ofMinutes(1));
        }
        int before = mails().size();
        assertThat(before).isLessThanOrEqualTo(10);

        owner.postForm("/developers/forgot", Map.of("email", OWNER));
        owner.test.deliverMails();

        assertThat(mails()).hasSize(before + 1);
        assertThat(reset(owner.linkIn(owner.lastMailTo(OWNER), "reset")).status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("one mail a minute over all kinds; what had to wait goes out when the minute is over")
    void oneAMinuteOverAllKinds() {
        signUpAgain(stranger.at("198.51.100.1"));
        forgot(stranger.at("198.51.100.2"));
        forgot(owner);
        assertThat(mails()).hasSize(1);

        pass(Duration.ofSeconds(59));
        assertThat(mails()).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(mails()).hasSize(2);
        assertThat(owner.lastMailTo(OWNER).subject()).startsWith("Reset");
        pass(Duration.ofSeconds(60));
        assertThat(mails())
                .as("the second request is covered by the mail that waited")
                .hasSize(2);
    }

    @Test
    @DisplayName("sign-ups with a known address leave room for a reset")
    void signUpsWithAKnownAddressLeaveRoom() {
        for (int i = 0; i < 60; i++) {
            signUpAgain(stranger.at("198.51.100." + i));
            pass(Duration.ofMinutes(2));
        }
        assertThat(mails()).hasSize(3);

        forgot(owner);

        assertThat(mails()).hasSize(4);
    }

    @Test
    @DisplayName("links to confirm are limited with the others, and the first of them keeps working")
    void resendsAreLimitedToo() {
        String email = "new@example.com";
        owner.json("POST", "/signup", Map.of("email", email, "password", Accounts.PASSWORD));
        String first = owner.linkIn(owner.lastMailTo(email), "verify");
        for (int i = 0; i < 60; i++) {
            stranger.at("198.51.100." + i).json("POST", "/email/resend", Map.of("email", email));
            pass(Duration.ofMinutes(2));
        }

        assertThat(owner.mailsTo(email)).hasSizeLessThanOrEqualTo(10);
        assertThat(owner.json("POST", "/email/verify", Map.of("token", Accounts.tokenOf(first)))
                        .text())
                .contains("\"verified\"");
    }

    @Test
    @DisplayName("a new password ends every link to set another")
    void aResetEndsTheLinksOfAllSources() {
        forgot(stranger);
        String other = owner.linkIn(owner.lastMailTo(OWNER), "reset");
        pass(Duration.ofMinutes(1));
        forgot(owner);
        String mine = owner.linkIn(owner.lastMailTo(OWNER), "reset");

        assertThat(mine).isNotEqualTo(other);
        assertThat(reset(mine).status()).isEqualTo(204);
        assertThat(reset(other).status()).isEqualTo(410);
    }

    @Test
    @DisplayName("two thousand requests for addresses without an account leave no row")
    void unknownAddressesLeaveNothing() {
        for (int i = 0; i < 1_000; i++) {
            stranger.json("POST", "/password/forgot", Map.of("email", "nobody" + i + "@example.com"));
            stranger.json("POST", "/email/resend", Map.of("email", "nobody" + i + "@example.com"));
        }
        stranger.test.deliverMails();

        assertThat(stranger.stores.mailRequests().count()).isZero();
        assertThat(stranger.core.throttles().purge(Instant.MAX, 10_000)).isLessThan(5);
        assertThat(stranger.stores.links().purge(Instant.MAX, 10_000)).isEqualTo(1);
        assertThat(stranger.core.mails().purge(Instant.MAX, 10_000)).isEqualTo(1);
    }

    @Test
    @DisplayName("beyond what may wait, known and unknown addresses are told the same")
    void anOverflowTellsNothing() {
        for (int i = 0; i < 5_001; i++) {
            Response response =
                    stranger.json("POST", "/password/forgot", Map.of("email", "nobody" + i + "@example.com"));
            assertThat(response.status()).isEqualTo(202);
        }
        // Another node has the lease, so this one sees what waits and cannot work on it.
        stranger.core
                .leases()
                .acquire(
                        "mail-requests",
                        "other",
                        stranger.clock.instant(),
                        stranger.clock.instant().plusSeconds(30));
        stranger.test.deliverMails();

        Response unknown = forgot(stranger, "nobody@example.com");
        Response known = forgot(stranger, OWNER);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.header("Retry-After")).contains("30");
        assertThat(known.status()).isEqualTo(503);

        pass(Duration.ofSeconds(31));
        stranger.test.deliverMails();
        assertThat(forgot(stranger, OWNER).status()).isEqualTo(202);
        assertThat(stranger.stores.mailRequests().count()).isEqualTo(1);
    }

    private void forgot(Accounts from) {
        assertThat(forgot(from, OWNER).status()).isEqualTo(202);
        from.test.deliverMails();
    }

    private static Response forgot(Accounts from, String email) {
        return from.json("POST", "/password/forgot", Map.of("email", email));
    }

    private void signUpAgain(Accounts from) {
        assertThat(from.json("POST", "/signup", Map.of("email", OWNER, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(202);
        from.test.deliverMails();
    }

    private Response reset(String link) {
        return owner.json("POST", "/password/reset", Map.of("token", Accounts.tokenOf(link), "password", FRESH));
    }

    private void pass(Duration time) {
        owner.clock.advance(time);
        owner.test.deliverMails();
    }

    private List<Mail> mails() {
        return owner.mailsTo(OWNER);
    }
}
