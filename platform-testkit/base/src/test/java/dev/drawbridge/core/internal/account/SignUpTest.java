package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SignUpTest {

    private static final String DEV = "dev@example.com";

    private final Accounts accounts = new Accounts(builder -> builder.signUpsPerAddress(1_000));

    @Nested
    class SigningUp {

        @Test
        @Tag("A-001")
        @DisplayName("sign-up gives 202, stores an unverified developer and sends one mail")
        void jsonResponsesAccepted() {
            Response response = signUp("Dev@Example.COM");

            assertThat(response.status()).isEqualTo(202);
            assertThat(Accounts.body(response).text("status")).contains("verification_sent");
            assertThat(accounts.stores.accounts().findByEmail(DEV))
                    .hasValueSatisfying(
                            account -> assertThat(account.verified()).isFalse());
            assertThat(accounts.mailsTo(DEV)).hasSize(1);
        }

        @Test
        @Tag("A-002")
        @DisplayName("a known address gets the same response, another mail and no second row")
        void aKnownAddressLooksLikeANewOne() {
            Map<String, String> form = Map.of("email", DEV, "password", Accounts.PASSWORD, "name", "Dev");
            Response first = accounts.postForm("/developers/signup", form);
            Account account = accounts.stores.accounts().findByEmail(DEV).orElseThrow();
            Response second = accounts.postForm("/developers/signup", form);

            assertThat(second.status()).isEqualTo(first.status());
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(comparable(second)).isEqualTo(comparable(first));
            accounts.mailsTo(DEV);
            accounts.clock.advance(Duration.ofMinutes(1));
            assertThat(accounts.mailsTo(DEV)).hasSize(2);
            assertThat(accounts.lastMailTo(DEV).subject()).startsWith("You already have a ");
            assertThat(accounts.stores.accounts().findByEmail(DEV)).contains(account);
        }

        @Test
        @Tag("A-002")
        @DisplayName("fifty simultaneous sign-ups with one address make one account and one link")
        void fiftyAtTheSameTimeMakeOneAccount() {
            Accounts open =
                    new Accounts(builder -> builder.signUpsPerAddress(1_000).signUpsPerDomain(1_000));

            List<Integer> statuses = Race.of(
                    50,
                    number -> open.json("POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD))
                            .status());

            assertThat(statuses).containsOnly(202);
            assertThat(open.mailsTo(DEV).stream().map(Mail::subject))
                    .filteredOn(subject -> subject.startsWith("Confirm"))
                    .hasSize(1);
        }

        @Test
        @Tag("A-003")
        @Tag("A-004")
        @Tag("A-008")
        @Tag("A-113")
        @DisplayName("refused fields are named with code and message")
        void refusedFieldsAreNamed() {
            assertThat(refusal("nobody", "short"))
                    .contains("\"field\":\"email\"")
                    .contains("\"code\":\"email_invalid\"")
                    .contains("\"code\":\"password_too_short\"")
                    .contains("\"requestId\":");
            assertThat(refusal(DEV, "x y".repeat(25)))
                    .contains("password_too_long")
                    .contains("75 bytes");
            assertThat(refusal(DEV, "testwork is a great product")).contains("password_too_common");
            assertThat(refusal(DEV, "dev dev dev dev dev")).contains("password_too_common");
            assertThat(accounts.mailsTo(DEV)).isEmpty();
        }

        @Test
        @Tag("A-019")
        @DisplayName("the form comes back with e-mail and name, without the password")
        void theFormKeepsWhatWasTyped() {
            Response wrong = accounts.postForm(
                    "/developers/signup", Map.of("email", DEV, "password", "short 4711", "name", "Ann \"A\" <b>"));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text())
                    .contains("<title>Error:")
                    .contains("There is a problem")
                    .contains("value=\"dev@example.com\"")
                    .contains("Ann &#34;A&#34; &lt;b>")
                    .contains("Use at least 15 characters. A few unrelated words work well.")
                    .doesNotContain("4711");
        }

        @Test
        @Tag("A-020")
        @DisplayName("who fills in the hidden field is told that all went well, and nothing is stored")
        void programsAreToldNothing() {
            Response page = accounts.postForm(
                    "/developers/signup",
                    Map.of("email", DEV, "password", Accounts.PASSWORD, "homepage", "http://spam.test"));
            Response json = accounts.json(
                    "POST", "/signup", Map.of("email", DEV, "password", Accounts.PASSWORD, "homepage", "x"));

            assertThat(page.header("Location")).contains("/developers/signup/sent");
            assertThat(json.status()).isEqualTo(202);
            assertThat(accounts.stores.accounts().findByEmail(DEV)).isEmpty();
            assertThat(accounts.mailsTo(DEV)).isEmpty();
        }

        @Test
        @Tag("A-017")
        @DisplayName("links begin with the issuer whatever the request says")
        void linksIgnoreTheHostHeader() {
            accounts.json(
                    "POST",
                    "/signup",
                    Map.of("email", DEV, "password", Accounts.PASSWORD),
                    Map.of("Host", "evil.test", "X-Forwarded-Host", "evil.test", "Forwarded", "host=evil.test"));

            Mail mail = accounts.lastMailTo(DEV);
            assertThat(mail.text()).contains("https://portal.test/developers/verify?token=");
            assertThat(mail.text() + mail.html()).doesNotContain("evil");
        }
    }

    @Nested
    class Limits {

        @Test
        @Tag("A-009")
        @Tag("A-010")
        @Tag("A-011")
        @DisplayName("the fourth sign-up of a domain in an hour waits, known or not, in any case")
        void theFourthOfADomainWaits() {
            assertThat(signUp("a@Ex.com").status()).isEqualTo(202);
            accounts.clock.advance(Duration.ofMinutes(20));
            assertThat(signUp("b@ex.COM").status()).isEqualTo(202);
            assertThat(signUp("c@ex.com").status()).isEqualTo(202);

            Response unknown = signUp("d@ex.com");
            Response known = signUp("a@ex.com");
            assertThat(unknown.status()).isEqualTo(429);
            assertThat(unknown.text()).contains("signup_domain_limit");
            assertThat(unknown.header("Retry-After")).contains(String.valueOf(40 * 60));
            assertThat(known.status()).isEqualTo(429);
            assertThat(known.header("Retry-After")).isEqualTo(unknown.header("Retry-After"));
            assertThat(signUp("a@other.com").status()).isEqualTo(202);

            accounts.clock.advance(Duration.ofMinutes(40));
            assertThat(signUp("d@ex.com").status()).isEqualTo(202);
        }

        @Test
        @Tag("A-009")
        @DisplayName("the page says how long to wait")
        void thePageSaysHowLong() {
            for (String name : List.of("a", "b", "c")) {
                signUp(name + "@ex.com");
            }

            Response page =
                    accounts.postForm("/developers/signup", Map.of("email", "d@ex.com", "password", Accounts.PASSWORD));

            assertThat(page.status()).isEqualTo(429);
            assertThat(page.header("Retry-After")).contains("3600");
            assertThat(page.text()).contains("Too many sign-ups from this email domain. Try again in 60 minutes");
        }

        @Test
        @Tag("A-010")
        @DisplayName("gmail.com may have more, and another domain where the host says so")
        void someDomainsHaveTheirOwnLimit() {
            for (int i = 0; i < 10; i++) {
                assertThat(signUp("dev" + i + "@gmail.com").status()).isEqualTo(202);
            }
        }

        @Test
        @Tag("A-010")
        @DisplayName("dots and tags do not make more mailboxes, but other accounts they are")
        void oneMailboxSignsUpThreeTimesAnHour() {
            List<String> addresses =
                    List.of("ann.lee@gmail.com", "annlee+one@gmail.com", "a.n.n.l.e.e+two@googlemail.com");
            for (String address : addresses) {
                assertThat(signUp(address).status()).isEqualTo(202);
                assertThat(accounts.stores.accounts().findByEmail(address)).isPresent();
            }

            Response refused = signUp("annlee+three@gmail.com");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("signup_inbox_limit");
            assertThat(refused.header("Retry-After")).contains("3600");
            assertThat(signUp("ben.lee@gmail.com").status()).isEqualTo(202);
        }

        @Test
        void oneAddressSignsUpTenTimesAnHour() {
            Accounts usual = new Accounts();
            for (int i = 0; i < 10; i++) {
                assertThat(usual.json("POST", "/signup", form("dev@host" + i + ".test"))
                                .status())
                        .isEqualTo(202);
            }
            Response refused = usual.json("POST", "/signup", form("dev@host11.test"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("signup_address_limit");
        }
    }

    @Nested
    class Confirming {

        @Test
        @Tag("A-012")
        @DisplayName("opening the link changes nothing, however often")
        void lookingIsNotConfirming() {
            String link = linkOf(DEV);
            for (int i = 0; i < 20; i++) {
                assertThat(accounts.get(link).status()).isEqualTo(200);
            }
            assertThat(verified()).isFalse();
            assertThat(confirm(link).text()).contains("Email confirmed");
        }

        @Test
        @Tag("A-013")
        @DisplayName("confirming is idempotent and logs nobody in")
        void confirmingTwiceIsFine() {
            String link = linkOf(DEV);

            assertThat(verify(link).text()).contains("\"verified\"");
            Response again = verify(link);

            assertThat(again.status()).isEqualTo(200);
            assertThat(Accounts.body(again).text("status")).contains("already_verified");
            assertThat(again.header("Set-Cookie")).isEmpty();
            assertThat(accounts.get(link).text()).contains("Already confirmed");
            assertThat(confirm(link).text()).contains("Already confirmed");
        }

        @Test
        @Tag("A-014")
        @DisplayName("a link works at 23:59:00 and not at 24:00:01")
        void linksLastADay() {
            String link = linkOf(DEV);
            accounts.clock.advance(Duration.ofHours(24).minusMinutes(1));
            assertThat(accounts.get(link).text()).contains("Confirm email");
            accounts.clock.advance(Duration.ofSeconds(61));

            assertThat(verify(link).status()).isEqualTo(410);
            assertThat(verify(link).text()).contains("link_expired");
            Response page = confirm(link);
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.text())
                    .contains("This link has expired. Links work for 24 hours.")
                    .contains("action=\"/developers/verify/resend\"");
            assertThat(verified()).isFalse();
        }

        @Test
        @Tag("A-014")
        @DisplayName("a link that never existed looks like one that expired")
        void unknownLooksExpired() {
            Response unknown = accounts.get("/developers/verify?token=nonsense");
            Response none = accounts.get("/developers/verify");

            assertThat(unknown.status()).isEqualTo(410);
            assertThat(none.status()).isEqualTo(410);
            assertThat(unknown.text()).isEqualTo(none.text());
        }

        @Test
        @Tag("A-015")
        @DisplayName("older and newer links work until one is used, then all say so")
        void mailsMayArriveInAnyOrder() {
            String first = linkOf(DEV);
            resend(DEV);
            accounts.mailsTo(DEV);
            accounts.clock.advance(Duration.ofMinutes(1));
            String second = accounts.linkIn(accounts.lastMailTo(DEV), "verify");
            assertThat(second).isNotEqualTo(first);

            assertThat(verify(first).text()).contains("\"verified\"");
            assertThat(verify(second).text()).contains("already_verified");
        }

        @Test
        @Tag("A-013")
        @DisplayName("of fifty simultaneous confirmations exactly one confirms")
        void aRaceConfirmsOnce() {
            String link = linkOf(DEV);

            List<String> responses = Race.of(50, number -> verify(link).text());

            assertThat(responses)
                    .filteredOn(text -> text.contains("\"verified\""))
                    .hasSize(1);
            assertThat(responses)
                    .filteredOn(text -> text.contains("already_verified"))
                    .hasSize(49);
        }

        @Test
        @Tag("A-016")
        @DisplayName("a new link is sent once a minute and three times an hour, and the response tells nothing")
        void resendingIsLimited() {
            signUp(DEV);
            accounts.mailsTo(DEV);

            assertThat(resend(DEV).status()).isEqualTo(202);
            Response soon = resend(DEV);
            assertThat(soon.status()).isEqualTo(429);
            assertThat(soon.header("Retry-After")).contains("60");
            assertThat(accounts.mailsTo(DEV)).as("one mail a minute").hasSize(1);
            accounts.clock.advance(Duration.ofSeconds(60));
            assertThat(accounts.mailsTo(DEV)).hasSize(2);
            assertThat(resend(DEV).status()).isEqualTo(202);
            accounts.clock.advance(Duration.ofSeconds(60));
            assertThat(accounts.mailsTo(DEV)).hasSize(3);
            assertThat(resend(DEV).status()).isEqualTo(202);
            accounts.clock.advance(Duration.ofSeconds(60));
            assertThat(resend(DEV).status()).isEqualTo(429);
            assertThat(accounts.mailsTo(DEV)).hasSize(4);

            assertThat(resend("unknown@example.com").status()).isEqualTo(202);
            assertThat(resend("unknown@example.com").status()).isEqualTo(429);
            assertThat(accounts.mailsTo("unknown@example.com")).isEmpty();
        }

        private boolean verified() {
            return accounts.stores.accounts().findByEmail(DEV).orElseThrow().verified();
        }

        private String linkOf(String email) {
            signUp(email);
            return accounts.linkIn(accounts.lastMailTo(email), "verify");
        }

        private Response confirm(String link) {
            return accounts.postForm("/developers/verify", Map.of("token", Accounts.tokenOf(link)));
        }

        private Response verify(String link) {
            return accounts.json("POST", "/email/verify", Map.of("token", Accounts.tokenOf(link)));
        }

        private Response resend(String email) {
            return accounts.json("POST", "/email/resend", Map.of("email", email));
        }
    }

    private Response signUp(String email) {
        return accounts.json("POST", "/signup", form(email));
    }

    private static Map<String, Object> form(String email) {
        return Map.of("email", email, "password", Accounts.PASSWORD, "name", "Dev", "acceptTerms", true);
    }

    private String refusal(String email, String password) {
        Response response = accounts.json("POST", "/signup", Map.of("email", email, "password", password));
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.header("Content-Type")).contains("application/problem+json");
        return response.text();
    }

    private static Map<String, List<String>> comparable(Response response) {
        Map<String, List<String>> headers = new HashMap<>(response.headers().asMap());
        headers.keySet().removeIf("X-Request-Id"::equalsIgnoreCase);
        return headers;
    }
}
