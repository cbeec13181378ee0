package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.account.Suspensions;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.operator.OperatorCall;
import java.util.Set;

/** An operator suspends a developer, or lets them back in: the one action behind page and JSON. Thread-safe. */
final class SuspendDeveloper {

    static final String FREEZE_APPS = "freezeApps";

    private final Suspensions suspensions;

    SuspendDeveloper(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    /**
     * What the operator wants.
     *
     * @param reason why
     * @param freezeApps whether the developer's active apps are suspended as well
     */
    record Input(Reason reason, boolean freezeApps) {

        static Input ofForm(Parameters form) {
            return new Input(Reason.ofForm(form), form.has(FREEZE_APPS));
        }

        static Input ofJson(JsonObject body) {
            JsonObject known = body.only(Set.of(Reason.FIELD, FREEZE_APPS));
            return new Input(Reason.ofJson(known), known.bool(FREEZE_APPS).orElse(false));
        }
    }

    void suspend(DeveloperId developer, Input input, OperatorCall call) {
        if (!suspensions.suspend(developer, input.reason().required(), input.freezeApps(), call.actor())) {
            throw OperatorRefusal.ALREADY_SUSPENDED.problem();
        }
    }

    void unsuspend(DeveloperId developer, OperatorCall call) {
        if (!suspensions.unsuspend(developer, call.actor())) {
            throw OperatorRefusal.NOT_SUSPENDED.problem();
        }
    }
}
