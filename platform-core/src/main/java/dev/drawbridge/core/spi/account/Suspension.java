package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.List;

/**
 * Why and since when a developer is suspended.
 *
 * @param at since when
 * @param reason what the operator said, 1 to 500 characters
 * @param frozenApps the apps that were suspended with the developer, and are resumed with them
 */
public record Suspension(Instant at, String reason, List<AppId> frozenApps) {

    /** Copies the apps. */
    public Suspension {
        frozenApps = List.copyOf(frozenApps);
    }
}
