package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges changes of endpoints. Thread-safe. */
public final class EndpointRules {

    private static final int MAX_DESCRIPTION = 200;

    private final TargetRules targets;
    private final EventCatalog catalog;
    private final Apps apps;

    public EndpointRules(TargetRules targets, EventCatalog catalog, Apps apps) {
        this.targets = targets;
        this.catalog = catalog;
        this.apps = apps;
    }

    /** The events whose scope the app has: what it may subscribe to. */
    List<EventType> offeredTo(App app) {
        return catalog.all().stream()
                .filter(event -> app.access().scopes().covers(event.requiredScope()))
                .toList();
    }

    /** The events whose scope the app lacks. */
    List<EventType> beyond(App app) {
        return catalog.all().stream()
                .filter(event -> !app.access().scopes().covers(event.requiredScope()))
                .toList();
    }

    /** Trims the texts and drops repeated events. */
    EndpointDraft tidied(EndpointDraft draft) {
        return new EndpointDraft(
                draft.url().strip(),
                draft.description().strip(),
                draft.events().stream().distinct().toList());
    }

    /**
     * Refuses a draft that cannot become an endpoint of the app.
     *
     * @throws WebhookRefusedException {@code INVALID} with every error
     */
    void requireValid(App app, EndpointDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        checkUrl(draft.url()).ifPresent(errors::add);
        checkDescription(draft.description()).ifPresent(errors::add);
        if (draft.events().isEmpty()) {
            errors.add(new FieldError(EndpointField.EVENTS, Code.REQUIRED, "Choose at least one event."));
        }
        draft.events().stream()
                .map(name -> checkEvent(app, name))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw WebhookRefusedException.invalid(errors);
        }
    }

    private Optional<FieldError> checkUrl(String url) {
        return url.isEmpty()
                ? Optional.of(new FieldError(EndpointField.URL, Code.REQUIRED, "Enter the URL of your endpoint."))
                : targets.check(url).map(problem -> new FieldError(EndpointField.URL, problem, problem.message()));
    }

    private static Optional<FieldError> checkDescription(String description) {
        if (description.codePointCount(0, description.length()) > MAX_DESCRIPTION) {
            return Optional.of(new FieldError(
                    EndpointField.DESCRIPTION,
                    Code.DESCRIPTION_TOO_LONG,
                    "Keep the description under 200 characters."));
        }
        return description.chars().anyMatch(Character::isISOControl)
                ? Optional.of(new FieldError(
                        EndpointField.DESCRIPTION,
                        Code.INVALID_CHARACTERS,
                        "Remove line breaks and control characters."))
                : Optional.empty();
    }

    private Optional<FieldError> checkEvent(App app, String name) {
        Optional<EventType> event = catalog.find(name);
        if (event.isEmpty()) {
            return Optional.of(
                    new FieldError(EndpointField.EVENTS, Code.UNKNOWN_EVENT, "Choose events from the list."));
        }
        String scope = event.get().requiredScope();
        return app.access().scopes().covers(scope)
                ? Optional.empty()
                : Optional.of(new FieldError(
                        EndpointField.EVENTS,
                        Code.EVENT_SCOPE_MISSING,
                        "The event " + name + " needs the scope " + scope + "."));
    }

    /** Looks again, inside the transaction of the change: the app may have been revoked since it was read. */
    void requireInUse(App app) {
        if (apps.hold(app.id())
                .filter(held -> held.status() != AppStatus.REVOKED)
                .isEmpty()) {
            throw new WebhookRefusedException(Reason.APP_REVOKED);
        }
    }
}
