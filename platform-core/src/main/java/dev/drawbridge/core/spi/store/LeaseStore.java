package dev.drawbridge.core.spi.store;

import java.time.Instant;

/** Keeps who holds which lease. Implementations are thread-safe. */
public interface LeaseStore {

    /**
     * Takes or prolongs a lease, if it is free, expired or already the owner's. One conditional statement.
     *
     * @param name what is leased
     * @param owner who wants it
     * @param now coordination time
     * @param until until when
     * @return true if the owner holds it now
     */
    boolean acquire(String name, String owner, Instant now, Instant until);

    /**
     * Gives a lease back, if the owner still holds it.
     *
     * @param name what is leased
     * @param owner who holds it
     */
    void release(String name, String owner);

    /**
     * Counts the leases that somebody holds.
     *
     * @param prefix how their names begin
     * @param now coordination time
     * @return how many of them end after {@code now} and were not given back
     */
    int countHeld(String prefix, Instant now);
}
