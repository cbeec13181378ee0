package dev.drawbridge.oauth.spi;

import java.time.Instant;
import java.util.List;

/**
 * Keeps signing keys. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface SigningKeyStore {

    /**
     * Inserts a key unless its algorithm has one of this generation already. Of parallel calls with one algorithm and
     * generation exactly one gets true.
     *
     * @param key the key
     * @return true if it was inserted
     */
    boolean insert(StoredSigningKey key);

    /**
     * Lists all keys.
     *
     * @return the keys, in no particular order
     */
    List<StoredSigningKey> all();

    /**
     * Retires a key that is not retired yet.
     *
     * @param kid the key
     * @param publishedUntil from when it is neither published nor accepted
     * @return true if it was retired now
     */
    boolean retire(String kid, Instant publishedUntil);

    /**
     * Deletes a key, retired or not. Of parallel calls exactly one gets true.
     *
     * @param kid the key
     * @return true if it was there
     */
    boolean delete(String kid);

    /**
     * Deletes retired keys that are not published any more.
     *
     * @param before retired and unpublished before
     * @return how many were deleted
     */
    int purge(Instant before);
}
