package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to its audience.
 *
 * @param id unique; the {@code webhook-id} of every delivery
 * @param type its name
 * @param audience who may hear of it
 * @param occurredAt when it happened
 * @param body what is sent, serialised once
 * @param expiresAt when it may be purged
 */
public record OutboxEvent(
        String id, String type, Audience audience, Instant occurredAt, String body, Instant expiresAt) {

    /** Who may hear of an event. */
    public sealed interface Audience {}

    /**
     * Apps that the company gave a grant which covers a scope, at the latest when the event happened.
     *
     * @param company whose data changed
     * @param scope what the grant must cover
     */
    public record Granted(CompanyId company, String scope) implements Audience {}

    /**
     * One endpoint, for a test.
     *
     * @param endpoint which
     */
    public record Only(EndpointId endpoint) implements Audience {}

    /** Checks that everything is there. */
    public OutboxEvent {
        Objects.requireNonNull(audience, "audience");
    }

    /**
     * Tells whether a live grant lets an app hear of this event.
     *
     * @param company who gave it
     * @param scopes what it allows
     * @param since when it was given
     * @return true if it does
     */
    public boolean reaches(@Nullable CompanyId company, Scopes scopes, Instant since) {
        return audience instanceof Granted granted
                && granted.company().equals(company)
                && !since.isAfter(occurredAt)
                && scopes.covers(granted.scope());
    }
}
