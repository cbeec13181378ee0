package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins refresh families and advances them (RFC 9700 §4.14); {@link FamilyEnder} ends them. Thread-safe. */
public final class RefreshFamilies {

    private static final int SALT_BYTES = 16;

    private final FamilyStore store;
    private final Lifetimes lifetimes;
    private final Ulids ids;
    private final SecureRandom random;
    private final Vault vault;
    private final InstantSource clock;

    /**
     * Makes the families of one authorization server.
     *
     * @param store where they are kept
     * @param lifetimes how long they live
     * @param ids makes their ids
     * @param random makes the salts of their tokens
     * @param vault says with which key their tokens are authenticated
     * @param clock the time
     */
    public RefreshFamilies(
            FamilyStore store, Lifetimes lifetimes, Ulids ids, SecureRandom random, Vault vault, InstantSource clock) {
        this.store = store;
        this.lifetimes = lifetimes;
        this.ids = ids;
        this.random = random;
        this.vault = vault;
        this.clock = clock;
    }

    /** Makes the id of a family that may begin. */
    FamilyId nextId() {
        return new FamilyId(ids.next());
    }

    /** Inserts the family that the redemption of a code begins, in the transaction of the thread. */
    Family begin(FamilyId id, CodeGrant code, Scopes scopes, @Nullable JwkThumbprint boundTo) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Instant now = clock.instant();
        Instant end = now.plus(lifetimes.refreshAbsolute());
        Instant idle = now.plus(lifetimes.refreshIdle());
        Family family = new Family(
                id,
                code.app(),
                code.grant(),
                scopes,
                code.resources(),
                boundTo,
                Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
                vault.currentKeyId(),
                code.authenticatedAt(),
                now,
                end,
                new Family.State(1, now, idle.isBefore(end) ? idle : end, false));
        store.insert(family);
        return family;
    }

    /** Finds a family, live or not. */
    Optional<Family> find(FamilyId id) {
        return store.find(id);
    }

    /** Whether a family has neither ended nor expired. */
    boolean live(Family family) {
        return family.live(clock.instant());
    }

    /** Replaces the token of a generation by its successor, or says why not; of several calls one succeeds. */
    FamilyStore.Rotation rotate(Family family, long presented) {
        return store.rotate(family.id(), presented, clock.instant(), lifetimes.refreshIdle(), lifetimes.grace());
    }

    /** Notes a use of the token of a generation, which stays the current one. */
    boolean renew(Family family, long presented) {
        return store.renew(family.id(), presented, clock.instant(), lifetimes.refreshIdle());
    }
}
