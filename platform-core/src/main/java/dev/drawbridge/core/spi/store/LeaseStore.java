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
}
