package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.app.GrantStore;
import java.util.List;

/** The stores of core: one transaction spans all of them. Thread-safe. */
public interface CoreStores {

    /**
     * Returns the transactions that all stores of this platform join.
     *
     * @return the same instance every time
     */
    Transactions transactions();

    /**
     * Returns the clock of the database (PostgreSQL) or of this process.
     *
     * @return the same instance every time
     */
    PlatformClock clock();

    /**
     * Returns background work that the stores need for themselves, such as reading the database's clock again.
     *
     * @return jobs, possibly none
     */
    List<Job> jobs();

    /**
     * Returns where apps are kept.
     *
     * @return the store
     */
    AppStore apps();

    /**
     * Returns what is known about developers.
     *
     * @return the facts
     */
    Developers developers();

    /**
     * Returns where grants are kept.
     *
     * @return the store
     */
    GrantStore grants();

    /**
     * Returns where the change feed is kept.
     *
     * @return the store
     */
    ChangeStore changes();

    /**
     * Returns where the journal is kept.
     *
     * @return the store
     */
    JournalStore journal();

    /**
     * Returns where leases are kept.
     *
     * @return the store
     */
    LeaseStore leases();

    /**
     * Returns where attempts are kept.
     *
     * @return the store
     */
    ThrottleStore throttles();

    /**
     * Returns where used things are kept.
     *
     * @return the store
     */
    ReplayStore replays();

    /**
     * Returns where mails wait to be sent.
     *
     * @return the store
     */
    MailStore mails();

    /**
     * Returns where API calls are counted.
     *
     * @return the store
     */
    UsageStore usage();

    /**
     * Returns where is kept what hosts bill.
     *
     * @return the store
     */
    BillableStore billables();

    /**
     * Lists the steps of the schema that were applied, for operators.
     *
     * @return their names, oldest first; none if there is no schema, or nobody noted its steps
     */
    default List<String> migrations() {
        return List.of();
    }
}
