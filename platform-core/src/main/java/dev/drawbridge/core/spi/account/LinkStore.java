package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps links that were sent by mail, by the hash of their token. Every verb is atomic; implementations are thread-safe and
 * join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface LinkStore {

    /**
     * Inserts a link and ends the oldest live ones of the same developer, kind and source: nobody ends a link that somebody
     * else asked for. Parallel calls for one developer are serialised.
     *
     * @param link the new link, live
     * @param maxLive how many of the source stay live, the new one included
     */
    void issue(MailLink link, int maxLive);

    /**
     * Finds a link, working or not.
     *
     * @param hash of its token
     * @return the link
     */
    Optional<MailLink> find(TokenHash hash);

    /**
     * Uses a link that works. Of parallel calls exactly one gets true.
     *
     * @param hash of its token
     * @param now the time
     * @return true if this call used it
     */
    boolean use(TokenHash hash, Instant now);

    /**
     * Ends all live links of a developer and kind.
     *
     * @param developer whose
     * @param kind which
     */
    void endAll(DeveloperId developer, MailLink.Kind kind);

    /**
     * Deletes links that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
