package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A developer's account.
 *
 * @param id unique
 * @param email lower-case address, at most 254 characters, unique
 * @param name what the developer is called, possibly empty, at most 100 code points
 * @param passwordHash the bcrypt string
 * @param verifiedAt when the address was confirmed, or null
 * @param suspendedAt when an operator suspended the account, or null
 * @param createdAt when the developer signed up
 */
public record Account(
        DeveloperId id,
        String email,
        String name,
        String passwordHash,
        @Nullable Instant verifiedAt,
        @Nullable Instant suspendedAt,
        Instant createdAt) {

    /**
     * Tells whether the address is confirmed.
     *
     * @return true once a link sent to it was used
     */
    public boolean verified() {
        return verifiedAt != null;
    }

    /** Leaves out everything but the id. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }

    /**
     * Returns this account with a confirmed address.
     *
     * @param at when it was confirmed
     * @return the copy
     */
    public Account confirmed(Instant at) {
        return new Account(id, email, name, passwordHash, at, suspendedAt, createdAt);
    }

    /**
     * Returns this account under another name.
     *
     * @param value what the developer is called
     * @return the copy
     */
    public Account withName(String value) {
        return new Account(id, email, value, passwordHash, verifiedAt, suspendedAt, createdAt);
    }

    /**
     * Returns this account with another password.
     *
     * @param hash the bcrypt string
     * @return the copy
     */
    public Account withPasswordHash(String hash) {
        return new Account(id, email, name, hash, verifiedAt, suspendedAt, createdAt);
    }

    /**
     * Returns this account suspended, or not any more.
     *
     * @param at since when an operator suspended it, or null
     * @return the copy
     */
    public Account suspended(@Nullable Instant at) {
        return new Account(id, email, name, passwordHash, verifiedAt, at, createdAt);
    }
}
