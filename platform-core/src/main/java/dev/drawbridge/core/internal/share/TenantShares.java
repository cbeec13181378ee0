package dev.drawbridge.core.internal.share;

import dev.drawbridge.core.spi.store.Tenant;
import java.time.Duration;
import java.util.Optional;

/**
 * Two sets of permits: strangers share one, all others the other, so that however many sites a stranger has, nobody who is
 * known waits for them. Thread-safe.
 */
public final class TenantShares {

    private final Shares<Tenant> known;
    private final Shares<Tenant> strangers;

    /**
     * Puts two sets together.
     *
     * @param known for the host's apps and developers
     * @param strangers for all others
     */
    public TenantShares(Shares<Tenant> known, Shares<Tenant> strangers) {
        this.known = known;
        this.strangers = strangers;
    }

    /**
     * Takes a permit, or none.
     *
     * @param tenant who wants it
     * @return the permit, or empty
     */
    public Optional<Shares<Tenant>.Permit> tryAcquire(Tenant tenant) {
        return of(tenant).tryAcquire(tenant);
    }

    /**
     * Takes a permit, and waits for it if it must.
     *
     * @param tenant who wants it
     * @param atMost how long to wait
     * @return the permit; empty if there was none in that time, or too many wait already
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<Shares<Tenant>.Permit> acquire(Tenant tenant, Duration atMost) throws InterruptedException {
        return of(tenant).acquire(tenant, atMost);
    }

    /**
     * Returns how many permits there are in all.
     *
     * @return those of both sets
     */
    public int total() {
        return known.total() + strangers.total();
    }

    private Shares<Tenant> of(Tenant tenant) {
        return tenant.kind() == Tenant.Kind.STRANGER ? strangers : known;
    }
}
