package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;

/** What can be wrong with the forms of these pages. */
final class DecisionErrors {

    private final Messages text = Templates.of(DecisionErrors.class).text();

    FieldErrors companyRequired() {
        return FieldErrors.NONE.plus("company", "company_required", text.of("choose-company.required"));
    }

    FieldErrors scopeRequired() {
        return FieldErrors.NONE.plus(PermissionFields.SCOPE, "scope_required", text.of("permissions.required"));
    }

    FieldErrors consentRequired() {
        return FieldErrors.NONE.plus("", "decision_required", text.of("consent.decision-required"));
    }

    FieldErrors installationRequired() {
        return FieldErrors.NONE.plus("", "decision_required", text.of("install.decision-required"));
    }

    FieldErrors runAsNotPermitted(FieldErrors before) {
        return before.plus("runAs", "run_as_not_permitted", text.of("install.run-as-not-permitted"));
    }
}
