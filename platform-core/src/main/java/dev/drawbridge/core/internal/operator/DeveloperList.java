package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.operator.OperatorCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Developers in the operator's JSON. Thread-safe. */
final class DeveloperList {

    private final FoundDevelopers found;
    private final SuspendDeveloper suspend;

    DeveloperList(FoundDevelopers found, SuspendDeveloper suspend) {
        this.found = found;
        this.suspend = suspend;
    }

    PortalResponse json(OperatorCall call) {
        FoundDevelopers.Page page = found.page(call.request());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", page.accounts().stream().map(this::of).toList());
        body.put("next", page.next());
        return PortalResponse.json(200, body);
    }

    PortalResponse one(OperatorCall call) {
        return PortalResponse.json(200, of(found.named(call.request())));
    }

    PortalResponse suspend(OperatorCall call) {
        Account account = found.named(call.request());
        suspend.suspend(
                account.id(), SuspendDeveloper.Input.ofJson(call.request().json()), call);
        return one(call);
    }

    PortalResponse unsuspend(OperatorCall call) {
        suspend.unsuspend(found.named(call.request()).id(), call);
        return one(call);
    }

    private Map<String, @Nullable Object> of(Account account) {
        Optional<Suspension> suspension = account.suspendedAt() == null ? Optional.empty() : found.suspension(account);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", account.id().value());
        json.put("email", account.email());
        json.put("name", account.name());
        json.put("status", FoundDevelopers.status(account));
        json.put("emailVerified", account.verified());
        json.put("createdAt", account.createdAt().toString());
        json.put("suspendedAt", Objects.toString(account.suspendedAt(), null));
        json.put("reason", suspension.map(Suspension::reason).orElse(null));
        json.put("apps", found.apps(account).size());
        return json;
    }
}
