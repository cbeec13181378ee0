package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Preferences;
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
 * @param preferences how the developer wants to read pages
 * @param deletionRequestedAt when the developer asked to delete the account, or null
 */
public record Account(
        DeveloperId id,
        String email,
        String name,
        String passwordHash,
        @Nullable Instant verifiedAt,
        @Nullable Instant suspendedAt,
        Instant createdAt,
        Preferences preferences,
        @Nullable Instant deletionRequestedAt) {

    /**
     * Makes an account with default preferences that nobody asked to delete.
     *
     * @param id unique
     * @param email lower-case address
     * @param name what the developer is called, possibly empty
     * @param passwordHash the bcrypt string
     * @param verifiedAt when the address was confirmed, or null
     * @param suspendedAt when an operator suspended the account, or null
     * @param createdAt when the developer signed up
     */
    public Account(
            DeveloperId id,
            String email,
            String name,
            String passwordHash,
            @Nullable Instant verifiedAt,
            @Nullable Instant suspendedAt,
            Instant createdAt) {
        this(id, email, name, passwordHash, verifiedAt, suspendedAt, createdAt, Preferences.DEFAULT, null);
    }

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
     * @param address the address
     * @param at when it was confirmed
     * @return the copy
     */
    public Account confirmed(String address, Instant at) {
        return new Account(
                id, address, name, passwordHash, at, suspendedAt, createdAt, preferences, deletionRequestedAt);
    }

    /**
     * Returns this account with another profile.
     *
     * @param called what the developer is called
     * @param wanted how they want to read pages
     * @return the copy
     */
    public Account withProfile(String called, Preferences wanted) {
        return new Account(
                id, email, called, passwordHash, verifiedAt, suspendedAt, createdAt, wanted, deletionRequestedAt);
    }

    /**
     * Returns this account with another password.
     *
     * @param hash the bcrypt string
     * @return the copy
     */
    public Account withPasswordHash(String hash) {
        return new Account(id, email, name, hash, verifiedAt, suspendedAt, createdAt, preferences, deletionRequestedAt);
    }

    /**
     * Returns this account with another time of the request to delete it.
     *
     * @param at when the developer asked, or null if they do not want it any more
     * @return the copy
     */
    public Account withDeletionRequestedAt(@Nullable Instant at) {
        return new Account(id, email, name, passwordHash, verifiedAt, suspendedAt, createdAt, preferences, at);
    }

    /**
     * Returns this account suspended, or not any more.
     *
     * @param at since when an operator suspended it, or null
     * @return the copy
     */
    public Account suspended(@Nullable Instant at) {
        return new Account(id, email, name, passwordHash, verifiedAt, at, createdAt, preferences, deletionRequestedAt);
    }
}
