package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Transactions} promises, over several stores. */
public abstract class TransactionsContract {

    private final App app = Samples.app(new DeveloperId("dev"), "First");
    private final Grant grant = Samples.consent(app.id(), new CompanyId("co"), new UserId("usr"));

    /** For subclasses. */
    protected TransactionsContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void whatWasDoneIsKeptTogether() {
        transactions().inTransaction(this::writeBoth);
        assertThat(stores().apps().find(app.id())).contains(app);
        assertThat(stores().grants().find(grant.id())).contains(grant);
    }

    @Test
    void anExceptionUndoesTheChangesOfAllStores() {
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    writeBoth();
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        assertThatNothingWasKept();
    }

    @Test
    void changesOfExistingRowsAreUndoneToo() {
        transactions().inTransaction(this::writeBoth);
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    stores().grants().end(grant.id(), Samples.NOW);
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        assertThat(stores().grants().find(grant.id())).contains(grant);
    }

    @Test
    void aTransactionSeesItsOwnChanges() {
        boolean seen = transactions().inTransaction(() -> {
            writeBoth();
            return stores().apps().findByClientId(app.clientId()).isPresent();
        });
        assertThat(seen).isTrue();
    }

    @Test
    void aNestedTransactionIsUndoneWithTheOuterOne() {
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    transactions().inTransaction(this::writeBoth);
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        assertThatNothingWasKept();
    }

    @Test
    void aNestedFailureThatIsCaughtStillKeepsNothing() {
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    try {
                        transactions().inTransaction(() -> {
                            writeBoth();
                            throw new Refusal();
                        });
                    } catch (Refusal e) {
                        // The outer work continues as if nothing had happened.
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatNothingWasKept();
    }

    @Test
    void theThreadCanWorkOnAfterAFailure() {
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        transactions().inTransaction(this::writeBoth);
        assertThat(stores().apps().find(app.id())).contains(app);
    }

    @Test
    void actionsRunInOrderOnceEverythingIsKept() {
        List<String> log = new ArrayList<>();
        transactions().inTransaction(() -> {
            transactions().afterCommit(() -> log.add("first, kept=" + kept()));
            transactions().inTransaction(() -> transactions().afterCommit(() -> log.add("second")));
            writeBoth();
            log.add("work");
        });
        assertThat(log).containsExactly("work", "first, kept=true", "second");
    }

    @Test
    void actionsNeverRunWhenTheWorkFails() {
        List<String> log = new ArrayList<>();
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    transactions().afterCommit(() -> log.add("never"));
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        transactions().inTransaction(this::writeBoth);
        assertThat(log).isEmpty();
    }

    @Test
    void anActionOutsideOfATransactionRunsImmediately() {
        List<String> log = new ArrayList<>();
        transactions().afterCommit(() -> log.add("immediately"));
        assertThat(log).containsExactly("immediately");
    }

    @Test
    void anActionMayOpenATransactionOfItsOwn() {
        transactions()
                .inTransaction(
                        () -> transactions().afterCommit(() -> transactions().inTransaction(this::writeBoth)));
        assertThat(kept()).isTrue();
    }

    @Test
    void anActionThatThrowsHidesNeitherTheWorkNorTheOtherActions() {
        List<String> log = new ArrayList<>();
        transactions().inTransaction(() -> {
            writeBoth();
            transactions().afterCommit(() -> {
                throw new Refusal();
            });
            transactions().afterCommit(() -> log.add("still"));
        });
        assertThat(kept()).isTrue();
        assertThat(log).containsExactly("still");
    }

    private Transactions transactions() {
        return stores().transactions();
    }

    private void writeBoth() {
        stores().apps().insert(app, 5, Samples.NOW);
        stores().grants().insert(grant);
    }

    private boolean kept() {
        return stores().apps().find(app.id()).isPresent()
                && stores().grants().find(grant.id()).isPresent();
    }

    private void assertThatNothingWasKept() {
        assertThat(stores().apps().find(app.id())).isEmpty();
        assertThat(stores().grants().find(grant.id())).isEmpty();
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
