package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The two statements of a claim that each database words in its own way. Implementations are thread-safe. */
public interface LaneLeases {

    /**
     * A lane that this node holds, without its deliveries.
     *
     * @param lane the lane
     * @param app whose endpoint
     * @param usable whether the app is in use
     */
    record Held(LaneBatch lane, String app, boolean usable) {}

    /** Leases those of the candidates that are still due, and waits for nobody. */
    List<Held> lease(Handle handle, List<String> candidates, LaneClaim claim);

    /** Reads what is due on leased lanes, in its order for each. */
    List<LaneContents.Candidate> due(Handle handle, List<Held> lanes, LaneClaim claim);
}
