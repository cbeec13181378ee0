package dev.drawbridge.core.spi;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One state change.
 *
 * @param id unique
 * @param at when
 * @param actorType who did it: {@code developer}, {@code hostUser}, {@code admin}, {@code app} or {@code system}
 * @param actorId the actor's id
 * @param action what was done, for example {@code app.created}; {@link #actionOf(Class)} returns it typed
 * @param targetType what it was done to, for example {@code app}
 * @param targetId its id
 * @param ip from where, or null
 * @param requestId the request, or null
 * @param metadata details without secrets, at most 50
 */
public record JournalEntry(
        String id,
        Instant at,
        String actorType,
        String actorId,
        String action,
        String targetType,
        String targetId,
        @Nullable String ip,
        @Nullable String requestId,
        Map<String, String> metadata) {

    /** Copies the details. */
    public JournalEntry {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Returns the action as one of a module's, so that a listener can switch on it: {@code AccountAction}, {@code OAuthAction}
     * or {@code WebhookAction}.
     *
     * @param <A> the module's actions
     * @param module the module's actions
     * @return the action; empty if another module, or another version of this one, recorded the entry
     */
    public <A extends Enum<A> & JournalAction> Optional<A> actionOf(Class<A> module) {
        return Arrays.stream(module.getEnumConstants())
                .filter(one -> one.wireName().equals(action))
                .findFirst();
    }
}
