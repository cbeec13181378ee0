package dev.drawbridge.core.internal.cache;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.time.Duration;
import java.util.Optional;

/**
 * Memberships, asked of the host at most once a minute each, for the guard; a user change told to the platform
 * counts immediately. Thread-safe.
 */
public final class CachedMembers {

    private final HostCache<Key, Optional<Member>> cache;

    /**
     * Makes the cache of a node.
     *
     * @param directory the host
     * @param changes tells when a user changed
     * @param clock judges age
     */
    public CachedMembers(HostDirectory directory, ChangeFeed changes, PlatformClock clock) {
        // No older value serves while the host fails: the user may have been disabled.
        this.cache = new HostCache<>(clock, key -> directory.member(key.company(), key.user()), Duration.ZERO);
        changes.onDrop(
                ChangeKind.USER,
                user -> cache.drop(known -> known.user().value().equals(user)));
    }

    /**
     * Finds an enabled member of a company.
     *
     * @param company the company
     * @param user the user
     * @return the membership, at most a minute old; empty if there is none, or the user is disabled or gone
     * @throws HostUnavailableException if the host fails
     */
    public Optional<Member> member(CompanyId company, UserId user) {
        return cache.get(new Key(company, user));
    }

    private record Key(CompanyId company, UserId user) {}
}
