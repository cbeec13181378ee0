package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Preferences;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.GuessStore.Guesses;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the stores of {@link AccountStores} do. */
public abstract class AccountStoresContract {

    static final int THREADS = 50;
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    static final Instant END = NOW.plus(Duration.ofHours(1));
    static final DeveloperId ANNA = new DeveloperId("dev_anna");
    static final String HASH = "$2b$04$hash";
    static final DeveloperId BEN = new DeveloperId("dev_ben");

    /** For subclasses. */
    protected AccountStoresContract() {}

    /**
     * Returns empty stores.
     *
     * @return the stores under test
     */
    protected abstract AccountStores stores();

    /**
     * Returns the stores of core that the accounts live beside.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    @Nested
    class Accounts {

        @Test
        void anAccountIsKeptAsItWasInserted() {
            Account bare = account("anna", "anna@example.com");
            Account full =
                    new Account(BEN, "ben@example.com", "Bén 🛠 ".repeat(14).strip(), "$2b$04$hash", NOW, END, NOW);

            assertThat(stores().accounts().insert(bare)).isTrue();
            assertThat(stores().accounts().insert(full)).isTrue();

            assertThat(stores().accounts().find(ANNA)).contains(bare);
            assertThat(stores().accounts().findByEmail("ben@example.com")).contains(full);
            assertThat(stores().accounts().findByEmail("nobody@example.com")).isEmpty();
        }

        @Test
        @Tag("A-002")
        @DisplayName("fifty simultaneous sign-ups with one address make one row")
        void fiftySignUpsWithOneAddressMakeOneRow() {
            List<Boolean> inserted = Race.of(
                    THREADS, number -> stores().accounts().insert(account("racer" + number, "same@example.com")));

            assertThat(inserted).filteredOn(won -> won).hasSize(1);
            assertThat(stores().accounts().findByEmail("same@example.com")).isPresent();
        }

        @Test
        @Tag("A-013")
        @DisplayName("of fifty simultaneous confirmations exactly one confirms")
        void anAddressIsConfirmedOnce() {
            stores().accounts().insert(account("anna", "anna@example.com"));

            List<Boolean> confirmed =
                    Race.of(THREADS, number -> stores().accounts().markVerified(ANNA, "anna@example.com", NOW));

            assertThat(confirmed).filteredOn(first -> first).hasSize(1);
            assertThat(stores().accounts().find(ANNA))
                    .hasValueSatisfying(
                            account -> assertThat(account.verifiedAt()).isEqualTo(NOW));
        }

        @Test
        void anotherAddressThanTheAccountsIsNotConfirmed() {
            stores().accounts().insert(account("anna", "anna@example.com"));

            assertThat(stores().accounts().markVerified(ANNA, "old@example.com", NOW))
                    .isFalse();
            assertThat(stores().accounts().find(ANNA))
                    .hasValueSatisfying(
                            account -> assertThat(account.verified()).isFalse());
        }

        @Test
        void nameAndPasswordChange() {
            stores().accounts().insert(account("anna", "anna@example.com"));

            stores().accounts().changeProfile(ANNA, "Anna B.", new Preferences("de-AT", Preferences.Theme.DARK));
            stores().accounts().setPassword(ANNA, "$2b$04$new");

            assertThat(stores().accounts().find(ANNA)).hasValueSatisfying(account -> {
                assertThat(account.preferences()).isEqualTo(new Preferences("de-AT", Preferences.Theme.DARK));
                assertThat(account.name()).isEqualTo("Anna B.");
                assertThat(account.passwordHash()).isEqualTo("$2b$04$new");
            });
        }

        @Test
        @Tag("A-034")
        @DisplayName("of simultaneous changes to one address exactly one succeeds")
        void anAddressGoesToOneAccount() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().accounts().insert(account("ben", "ben@example.com"));

            assertThat(stores().accounts().changeEmail(ANNA, "old@example.com", "new@example.com", NOW))
                    .isFalse();
            assertThat(stores().accounts().changeEmail(ANNA, "anna@example.com", "ben@example.com", NOW))
                    .isFalse();
            assertThat(stores().accounts().changeEmail(ANNA, "anna@example.com", "new@example.com", NOW))
                    .isTrue();
            assertThat(stores().accounts().changeEmail(BEN, "ben@example.com", "new@example.com", NOW))
                    .isFalse();
            assertThat(stores().accounts().findByEmail("new@example.com")).hasValueSatisfying(account -> {
                assertThat(account.id()).isEqualTo(ANNA);
                assertThat(account.verifiedAt()).isEqualTo(NOW);
            });
        }

        @Test
        @Tag("A-117")
        @DisplayName("an account is deleted only while its developer wants it")
        void anAccountIsDeletedOnlyWhileWanted() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().sessions().begin(session("one", ANNA, END), HASH);

            assertThat(stores().accounts().delete(ANNA, NOW)).isFalse();
            assertThat(stores().accounts().requestDeletion(ANNA, NOW)).isTrue();
            assertThat(stores().accounts().requestDeletion(ANNA, NOW.plusSeconds(5)))
                    .isFalse();
            assertThat(stores().accounts().deletionsRequested(NOW.minusSeconds(1), 10))
                    .isEmpty();
            assertThat(stores().accounts().deletionsRequested(NOW, 10)).containsExactly(ANNA);
            assertThat(stores().accounts().cancelDeletion(ANNA)).isTrue();
            assertThat(stores().accounts().cancelDeletion(ANNA)).isFalse();
            assertThat(stores().accounts().delete(ANNA, NOW)).isFalse();

            stores().accounts().requestDeletion(ANNA, NOW);
            assertThat(stores().accounts().delete(ANNA, NOW.minusSeconds(1))).isFalse();
            assertThat(stores().accounts().delete(ANNA, NOW)).isTrue();
            assertThat(stores().accounts().find(ANNA)).isEmpty();
            assertThat(stores().sessions().find("one")).isEmpty();
        }

        @Test
        void aStrongerHashDoesNotBringBackAnOldPassword() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().accounts().setPassword(ANNA, "$2b$04$changed");

            assertThat(stores().accounts().upgradeHash(ANNA, "$2b$04$hash", "$2b$12$hash"))
                    .isFalse();
            assertThat(stores().accounts().upgradeHash(ANNA, "$2b$04$changed", "$2b$12$changed"))
                    .isTrue();
            assertThat(stores().accounts().find(ANNA))
                    .hasValueSatisfying(
                            account -> assertThat(account.passwordHash()).isEqualTo("$2b$12$changed"));
        }
    }

    @Nested
    class Unverified {

        private static final Duration AGE = Duration.ofDays(30);

        @Test
        @Tag("A-133")
        @DisplayName("accounts that were never confirmed go after a while, with their sessions and links")
        void unverifiedAccountsGo() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().sessions().begin(session("one", ANNA, END), HASH);
            stores().links().issue(link("token", MailLink.Kind.VERIFY, NOW), 3);

            assertThat(stores().accounts().purgeUnverified(NOW, 10)).isZero();
            assertThat(stores().accounts().purgeUnverified(NOW.plus(AGE), 10)).isEqualTo(1);

            assertThat(stores().accounts().find(ANNA)).isEmpty();
            assertThat(stores().sessions().find("one")).isEmpty();
            assertThat(stores().links().find(TokenHash.of("token"))).isEmpty();
            assertThat(stores().accounts().insert(account("new", "anna@example.com")))
                    .isTrue();
        }

        @Test
        @Tag("A-133")
        @DisplayName("who confirmed, is suspended or has an app stays")
        void othersStay() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().accounts().markVerified(ANNA, "anna@example.com", NOW);
            stores().accounts().insert(new Account(BEN, "ben@example.com", "", HASH, null, NOW, NOW));
            DeveloperId cleo = new DeveloperId("dev_cleo");
            stores().accounts().insert(account("cleo", "cleo@example.com"));
            core().apps().insert(Samples.app(cleo, "App of Cleo"), 5, NOW);
            stores().accounts().insert(account("dora", "dora@example.com"));
            stores().accounts().insert(account("elsa", "elsa@example.com"));

            assertThat(stores().accounts().purgeUnverified(NOW.plus(AGE), 1)).isEqualTo(1);
            assertThat(stores().accounts().purgeUnverified(NOW.plus(AGE), 10)).isEqualTo(1);

            assertThat(List.of(ANNA, BEN, cleo))
                    .allSatisfy(id -> assertThat(stores().accounts().find(id)).isPresent());
        }

        @Test
        @Tag("A-013")
        @DisplayName("an address that is confirmed while its account is forgotten is one of both")
        void confirmedOrForgotten() {
            int accounts = THREADS - 1;
            for (int number = 0; number < accounts; number++) {
                stores().accounts().insert(account("racer" + number, "racer" + number + "@example.com"));
            }

            List<Boolean> confirmed = Race.of(THREADS, number -> {
                if (number == accounts) {
                    return stores().accounts().purgeUnverified(NOW.plus(AGE), THREADS) < 0;
                }
                DeveloperId id = new DeveloperId("dev_racer" + number);
                return stores().accounts().markVerified(id, "racer" + number + "@example.com", NOW);
            });

            for (int number = 0; number < accounts; number++) {
                assertThat(stores().accounts()
                                .find(new DeveloperId("dev_racer" + number))
                                .isPresent())
                        .isEqualTo(confirmed.get(number));
            }
        }
    }

    @Nested
    class Links {

        @Test
        void aLinkIsKeptAsItWasIssued() {
            MailLink link = link("token", MailLink.Kind.VERIFY, NOW);

            stores().links().issue(link, 3);

            assertThat(stores().links().find(TokenHash.of("token"))).contains(link);
            assertThat(stores().links().find(TokenHash.of("other"))).isEmpty();
        }

        @Test
        @Tag("A-015")
        @DisplayName("the three newest links of a kind work, older ones do not")
        void newerLinksEndTheOldest() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().links().issue(link("reset", MailLink.Kind.RESET, NOW), 1);
            for (int i = 0; i < 5; i++) {
                stores().links().issue(link("verify" + i, MailLink.Kind.VERIFY, NOW.plusSeconds(i)), 3);
            }

            assertThat(working("verify0", "verify1", "verify2", "verify3", "verify4", "reset"))
                    .containsExactly("verify2", "verify3", "verify4", "reset");
        }

        @Test
        void nobodyEndsTheLinkThatAnotherSourceAskedFor() {
            stores().accounts().insert(account("anna", "anna@example.com"));
            stores().links().issue(link("owner", MailLink.Kind.RESET, NOW, "home"), 1);
            stores().links().issue(link("stranger", MailLink.Kind.RESET, NOW.plusSeconds(1), "elsewhere"), 1);

            assertThat(working("owner", "stranger")).containsExactly("owner", "stranger");

            stores().links().issue(link("verify", MailLink.Kind.VERIFY, NOW, "home"), 3);
            stores().links().endAll(ANNA, MailLink.Kind.RESET);
            assertThat(working("owner", "stranger", "verify")).containsExactly("verify");
        }

        @Test
        void ofFiftyResetsAskedForAtTheSameTimeOneLinkStaysLive() {
            stores().accounts().insert(account("anna", "anna@example.com"));

            Race.of(THREADS, number -> {
                stores().links().issue(link("reset" + number, MailLink.Kind.RESET, NOW.plusMillis(number)), 1);
                return Boolean.TRUE;
            });

            String[] all = new String[THREADS];
            for (int i = 0; i < THREADS; i++) {
                all[i] = "reset" + i;
            }
            assertThat(working(all)).hasSize(1);
        }

        @Test
        @Tag("A-031")
        @DisplayName("of fifty simultaneous uses of one link exactly one counts")
        void aLinkIsUsedOnce() {
            stores().links().issue(link("token", MailLink.Kind.RESET, NOW), 1);

            List<Boolean> used = Race.of(THREADS, number -> stores().links().use(TokenHash.of("token"), NOW));

            assertThat(used).filteredOn(first -> first).hasSize(1);
            assertThat(stores().links().find(TokenHash.of("token")))
                    .hasValueSatisfying(link -> assertThat(link.status()).isEqualTo(MailLink.Status.USED));
        }

        @Test
        void aLinkIsRefusedFromItsEndOn() {
            stores().links().issue(link("token", MailLink.Kind.RESET, NOW), 1);

            assertThat(stores().links().use(TokenHash.of("token"), END)).isFalse();
            assertThat(stores().links().use(TokenHash.of("unknown"), NOW)).isFalse();
            assertThat(stores().links().use(TokenHash.of("token"), END.minusMillis(1)))
                    .isTrue();
        }

        @Test
        void expiredOnesArePurged() {
            stores().links().issue(link("token", MailLink.Kind.RESET, NOW), 1);

            assertThat(stores().links().purge(END, 10)).isZero();
            assertThat(stores().links().purge(END.plusSeconds(1), 10)).isEqualTo(1);
        }

        private List<String> working(String... tokens) {
            return List.of(tokens).stream()
                    .filter(token -> stores().links()
                            .find(TokenHash.of(token))
                            .filter(link -> link.works(NOW))
                            .isPresent())
                    .toList();
        }
    }

    @Nested
    class GuessCounts {

        private static final String KEY = "key";

        @Test
        @Tag("A-023")
        @DisplayName("of fifty simultaneous guesses exactly one counts from where all began")
        void parallelGuessesDoNotOutrunTheCount() {
            for (int before = 0; before < 2; before++) {
                int known = before;
                List<Boolean> counted = Race.of(
                        THREADS, number -> stores().guesses().replace(KEY, known, new Guesses(known + 1, NOW), END));
                assertThat(counted).filteredOn(first -> first).hasSize(1);
            }
            assertThat(stores().guesses().find(KEY)).contains(new Guesses(2, NOW));
        }

        @Test
        void aSuccessForgetsAllFailures() {
            stores().guesses().replace(KEY, 0, new Guesses(1, NOW), END);

            stores().guesses().clear(KEY);

            assertThat(stores().guesses().find(KEY)).isEmpty();
            assertThat(stores().guesses().replace(KEY, 1, new Guesses(2, NOW), END))
                    .isFalse();
        }

        @Test
        void oldOnesArePurged() {
            stores().guesses().replace(KEY, 0, new Guesses(1, NOW), END);

            assertThat(stores().guesses().purge(END, 10)).isZero();
            assertThat(stores().guesses().purge(END.plusSeconds(1), 10)).isEqualTo(1);
        }
    }

    static Account account(String name, String email) {
        return new Account(new DeveloperId("dev_" + name), email, name, HASH, null, null, NOW);
    }

    static Session session(String id, DeveloperId developer, Instant expiresAt) {
        return new Session(id, developer, NOW, NOW, NOW, expiresAt, "127.0.0.1", "Browser ü", "pwd");
    }

    private static MailLink link(String token, MailLink.Kind kind, Instant createdAt) {
        return link(token, kind, createdAt, "source");
    }

    private static MailLink link(String token, MailLink.Kind kind, Instant createdAt, String source) {
        return new MailLink(
                TokenHash.of(token), kind, ANNA, "anna@example.com", source, MailLink.Status.LIVE, createdAt, END);
    }
}
