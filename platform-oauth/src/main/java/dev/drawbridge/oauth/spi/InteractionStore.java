package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps interactions for some minutes. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface InteractionStore {

    /**
     * Inserts a new interaction.
     *
     * @param interaction not consumed; its id is new
     */
    void insert(Interaction interaction);

    /**
     * Finds an interaction, decided and expired ones included until they are purged.
     *
     * @param id its id
     * @return the interaction
     */
    Optional<Interaction> find(String id);

    /**
     * Sets who the consent page is made for. What was chosen before no longer counts.
     *
     * @param id the interaction
     * @param user the user
     * @param company the company
     * @param now the time
     * @return true if it was set; false if the interaction is unknown, decided or expired
     */
    boolean choose(String id, UserId user, CompanyId company, Instant now);

    /**
     * Notes that an interaction is decided, once: of parallel calls exactly one gets true.
     *
     * @param id the interaction
     * @param user who the page was made for
     * @param company for which company
     * @param now the time
     * @return true if it was decided now; false if it is unknown, decided before, expired, or for another user or company
     */
    boolean consume(String id, UserId user, CompanyId company, Instant now);

    /**
     * Deletes what expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
