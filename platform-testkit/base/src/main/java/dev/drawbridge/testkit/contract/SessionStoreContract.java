package dev.drawbridge.testkit.contract;

import static dev.drawbridge.testkit.contract.AccountStoresContract.ANNA;
import static dev.drawbridge.testkit.contract.AccountStoresContract.BEN;
import static dev.drawbridge.testkit.contract.AccountStoresContract.END;
import static dev.drawbridge.testkit.contract.AccountStoresContract.HASH;
import static dev.drawbridge.testkit.contract.AccountStoresContract.NOW;
import static dev.drawbridge.testkit.contract.AccountStoresContract.THREADS;
import static dev.drawbridge.testkit.contract.AccountStoresContract.account;
import static dev.drawbridge.testkit.contract.AccountStoresContract.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.SessionStore.Beginning;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the store of sessions does, also beside a change of the account. */
public abstract class SessionStoreContract {

    /** For subclasses. */
    protected SessionStoreContract() {}

    /**
     * Returns the stores of core that the accounts live beside.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    /**
     * Returns empty stores.
     *
     * @return the stores under test
     */
    protected abstract AccountStores stores();

    @BeforeEach
    void signUp() {
        stores().accounts().insert(account("anna", "anna@example.com"));
        stores().accounts().insert(account("ben", "ben@example.com"));
    }

    private void begin(Session session) {
        assertThat(stores().sessions().begin(session, HASH)).isEqualTo(Beginning.BEGUN);
    }

    @Test
    @Tag("A-032")
    @DisplayName("a session begins with the password that is the account's at that moment")
    void aSessionNeedsThePasswordThatIsThere() {
        stores().accounts().setPassword(ANNA, "$2b$04$new");

        assertThat(stores().sessions().begin(session("one", ANNA, END), HASH)).isEqualTo(Beginning.PASSWORD_CHANGED);
        assertThat(stores().sessions().begin(session("two", new DeveloperId("dev_nobody"), END), HASH))
                .isEqualTo(Beginning.PASSWORD_CHANGED);
        assertThat(stores().sessions().begin(session("three", ANNA, END), "$2b$04$new"))
                .isEqualTo(Beginning.BEGUN);
        assertThat(stores().sessions().find("one")).isEmpty();
        assertThat(stores().sessions().find("two")).isEmpty();
    }

    @Test
    @Tag("A-118")
    @DisplayName("a suspended account begins no session and confirms none")
    void aSuspendedAccountBeginsNone() {
        DeveloperId cleo = new DeveloperId("dev_cleo");
        stores().accounts().insert(new Account(cleo, "cleo@example.com", "", HASH, NOW, NOW, NOW));

        assertThat(stores().sessions().begin(session("one", cleo, END), HASH)).isEqualTo(Beginning.SUSPENDED);
        assertThat(stores().sessions().find("one")).isEmpty();
    }

    @Test
    @Tag("A-032")
    @DisplayName("of fifty logins and confirmations beside a reset no session survives it")
    void noSessionSurvivesAReset() {
        for (int number = 0; number < THREADS; number += 2) {
            begin(session("old" + number, ANNA, END));
        }

        Race.of(THREADS, number -> {
            if (number == THREADS - 1) {
                core().transactions().inTransaction(() -> {
                    stores().accounts().setPassword(ANNA, "$2b$04$new");
                    stores().sessions().endAll(ANNA);
                });
            } else if (number % 2 == 0) {
                stores().sessions().confirm("old" + number, "confirmed" + number, HASH, NOW);
            } else {
                stores().sessions().begin(session("new" + number, ANNA, END), HASH);
            }
            return Boolean.TRUE;
        });

        assertThat(stores().sessions().endAll(ANNA)).isZero();
    }

    @Test
    @Tag("A-032")
    @DisplayName("a confirmation with a password that was replaced is none")
    void aConfirmationNeedsThePasswordThatIsThere() {
        begin(session("one", ANNA, END));
        stores().accounts().setPassword(ANNA, "$2b$04$new");

        assertThat(stores().sessions().confirm("one", "two", HASH, NOW.plusSeconds(1)))
                .isFalse();
        assertThat(stores().sessions().find("one"))
                .hasValueSatisfying(session -> assertThat(session.confirmedAt()).isEqualTo(NOW));
    }

    @Test
    @Tag("A-035")
    @DisplayName("live sessions are listed, the last seen first, and all but one end together")
    void liveSessionsAreListed() {
        begin(session("one", ANNA, END));
        begin(session("two", ANNA, END));
        begin(session("over", ANNA, NOW));
        begin(session("ben", BEN, END));
        stores().sessions().seen("two", NOW.plusSeconds(60));

        assertThat(stores().sessions().list(ANNA, NOW, 10))
                .extracting(Session::id)
                .containsExactly("two", "one");
        assertThat(stores().sessions().list(ANNA, NOW, 1))
                .extracting(Session::id)
                .containsExactly("two");
        assertThat(stores().sessions().endOthers(ANNA, "one")).isEqualTo(2);
        assertThat(stores().sessions().list(ANNA, NOW, 10))
                .extracting(Session::id)
                .containsExactly("one");
        assertThat(stores().sessions().find("ben")).isPresent();
    }

    @Test
    void aSessionIsKeptAsItWasInserted() {
        Session session = session("one", ANNA, END);

        begin(session);

        assertThat(stores().sessions().find("one")).contains(session);
        assertThat(stores().sessions().find("two")).isEmpty();
    }

    @Test
    void aConfirmedSessionHasItsNewIdOnly() {
        begin(session("one", ANNA, END));
        Instant later = NOW.plusSeconds(90);

        assertThat(stores().sessions().confirm("one", "two", HASH, later)).isTrue();
        assertThat(stores().sessions().confirm("one", "three", HASH, later)).isFalse();

        assertThat(stores().sessions().find("one")).isEmpty();
        assertThat(stores().sessions().find("two")).hasValueSatisfying(session -> {
            assertThat(session.confirmedAt()).isEqualTo(later);
            assertThat(session.createdAt()).isEqualTo(NOW);
        });
    }

    @Test
    void useIsNoted() {
        begin(session("one", ANNA, END));

        stores().sessions().seen("one", NOW.plusSeconds(60));

        assertThat(stores().sessions().find("one"))
                .hasValueSatisfying(session -> assertThat(session.seenAt()).isEqualTo(NOW.plusSeconds(60)));
    }

    @Test
    void endingAllLeavesThoseOfOtherUsers() {
        begin(session("one", ANNA, END));
        begin(session("two", ANNA, END));
        begin(session("three", BEN, END));

        assertThat(stores().sessions().end("one")).isTrue();
        assertThat(stores().sessions().end("one")).isFalse();
        assertThat(stores().sessions().endAll(ANNA)).isEqualTo(1);

        assertThat(stores().sessions().find("two")).isEmpty();
        assertThat(stores().sessions().find("three")).isPresent();
    }

    @Test
    void expiredOnesArePurgedInBatches() {
        begin(session("one", ANNA, NOW));
        begin(session("two", ANNA, NOW));
        begin(session("three", ANNA, END));

        assertThat(stores().sessions().purge(END, 1)).isEqualTo(1);
        assertThat(stores().sessions().purge(END, 10)).isEqualTo(1);
        assertThat(stores().sessions().find("three")).isPresent();
    }
}
