package dev.drawbridge.webhooks;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.egress.TargetRules;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges changes of endpoints. Thread-safe. */
final class EndpointRules {

    private static final int MAX_DESCRIPTION = 200;

    private final TargetRules targets;
    private final EventCatalog catalog;
    private final Apps apps;

    EndpointRules(TargetRules targets, EventCatalog catalog, Apps apps) {
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

    /** Trims the texts and drops repeated events. */
    EndpointDraft tidied(EndpointDraft draft) {
        return new EndpointDraft(
                draft.url().strip(),
                draft.description().strip(),
                draft.events().stream().distinct().toList());
    }

    void requireValid(App app, EndpointDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.url().isEmpty()) {
            errors.add(new FieldError("url", "required", "Enter the URL of your endpoint."));
        } else {
            targets.check(draft.url())
                    .ifPresent(problem -> errors.add(new FieldError("url", problem.code(), problem.message())));
        }
        String description = draft.description();
        if (description.codePointCount(0, description.length()) > MAX_DESCRIPTION) {
            errors.add(new FieldError(
                    "description", "description_too_long", "Keep the description under 200 characters."));
        } else if (description.chars().anyMatch(Character::isISOControl)) {
            errors.add(
                    new FieldError("description", "invalid_characters", "Remove line breaks and control characters."));
        }
        if (draft.events().isEmpty()) {
            errors.add(new FieldError("events", "required", "Choose at least one event."));
        }
        draft.events().stream()
                .map(name -> check(app, name))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw new WebhookRefusedException(Reason.INVALID, errors);
        }
    }

    private Optional<FieldError> check(App app, String name) {
        Optional<EventType> event = catalog.find(name);
        if (event.isEmpty()) {
            return Optional.of(new FieldError("events", "unknown_event", "Choose events of the list only."));
        }
        return app.access().scopes().covers(event.get().requiredScope())
                ? Optional.empty()
                : Optional.of(new FieldError(
                        "events",
                        "event_scope_missing",
                        "The event " + name + " needs the scope " + event.get().requiredScope() + "."));
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
