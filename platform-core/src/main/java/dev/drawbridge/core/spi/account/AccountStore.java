package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Preferences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface AccountStore {

    /**
     * Inserts an account unless its address is taken. Of parallel insertions of one address exactly one gets true.
     *
     * @param account the new account
     * @return true if it was inserted
     */
    boolean insert(Account account);

    /**
     * Finds an account.
     *
     * @param id its id
     * @return the account
     */
    Optional<Account> find(DeveloperId id);

    /**
     * Finds an account by its address.
     *
     * @param email lower-case address
     * @return the account
     */
    Optional<Account> findByEmail(String email);

    /**
     * Marks the address as confirmed, if it still is the account's address and was not confirmed before.
     *
     * @param id the account
     * @param email the address that was proved
     * @param at when
     * @return true if this call confirmed it
     */
    boolean markVerified(DeveloperId id, String email, Instant at);

    /**
     * Replaces the address by one that was proved, if the account still has the old one and nobody has the new one. Of parallel
     * changes to one address, one succeeds.
     *
     * @param id the account
     * @param from the address that is there
     * @param to the lower-case address that was proved
     * @param at when
     * @return true if it was replaced
     */
    boolean changeEmail(DeveloperId id, String from, String to, Instant at);

    /**
     * Changes the name and how the developer wants to read pages.
     *
     * @param id the account
     * @param name the new name
     * @param preferences the new preferences
     */
    void changeProfile(DeveloperId id, String name, Preferences preferences);

    /**
     * Sets a new password.
     *
     * @param id the account
     * @param passwordHash its bcrypt string
     */
    void setPassword(DeveloperId id, String passwordHash);

    /**
     * Replaces a hash by a stronger one of the same password, unless the password was changed meanwhile.
     *
     * @param id the account
     * @param from the hash that is there
     * @param to the stronger one
     * @return true if it was replaced
     */
    boolean upgradeHash(DeveloperId id, String from, String to);

    /**
     * Notes that the developer wants the account deleted, unless they asked before.
     *
     * @param id the account
     * @param at when
     * @return true if this call noted it
     */
    boolean requestDeletion(DeveloperId id, Instant at);

    /**
     * Forgets that the developer wanted the account deleted.
     *
     * @param id the account
     * @return true if they had wanted it
     */
    boolean cancelDeletion(DeveloperId id);

    /**
     * Lists accounts whose developers wanted them deleted, the earliest request first.
     *
     * @param before asked at or before
     * @param limit the most accounts
     * @return their ids
     */
    List<DeveloperId> deletionsRequested(Instant before, int limit);

    /**
     * Deletes an account with its sessions and links, if its developer still wants it.
     *
     * @param id the account
     * @param before asked at or before
     * @return true if it was deleted
     */
    boolean delete(DeveloperId id, Instant before);

    /**
     * Deletes accounts whose address was never confirmed, with their sessions and links. Suspended ones stay, so that nobody
     * gets rid of a suspension by waiting, and so do owners of apps, whatever became of these. An account that is confirmed at
     * the same moment is either confirmed or deleted, never both.
     *
     * @param before signed up before
     * @param limit the most accounts to delete
     * @return how many were deleted
     */
    int purgeUnverified(Instant before, int limit);

    /**
     * Lists accounts, those with later ids first.
     *
     * @param text is part of the name or the address, in any case, or is the id; empty for all
     * @param after the last account of the page before, or null for the first page
     * @param limit the most accounts
     * @return the accounts
     */
    List<Account> search(String text, @Nullable DeveloperId after, int limit);

    /**
     * Suspends an account that is not suspended. Of parallel calls exactly one gets true.
     *
     * @param id the account
     * @param suspension why, and since when
     * @return true if it was suspended now
     */
    boolean suspend(DeveloperId id, Suspension suspension);

    /**
     * Finds out why an account is suspended.
     *
     * @param id the account
     * @return empty if it is not suspended
     */
    Optional<Suspension> suspension(DeveloperId id);

    /**
     * Ends the suspension of an account. Of parallel calls exactly one gets true.
     *
     * @param id the account
     * @return true if it was suspended until now
     */
    boolean unsuspend(DeveloperId id);
}
