package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.account.Deletions;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import java.util.List;
import java.util.Set;

/** Developers leave. Thread-safe. */
final class DeleteAccount {

    static final String PASSWORD = "password";
    static final String REVOKE_APPS = "revokeApps";

    private final Deletions deletions;

    DeleteAccount(Deletions deletions) {
        this.deletions = deletions;
    }

    /**
     * What the developer sends.
     *
     * @param password as typed
     * @param revokeApps whether their apps end
     */
    record Input(Secret password, boolean revokeApps) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            return new Input(Secret.of(form.text(PASSWORD)), form.has(REVOKE_APPS));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(PASSWORD, REVOKE_APPS));
            return new Input(
                    Secret.of(body.text(PASSWORD).orElse("")),
                    body.bool(REVOKE_APPS).orElse(false));
        }
    }

    /** Lists the apps that are in the way, without doing anything. */
    List<App> active(DeveloperSession session) {
        return deletions.active(session.developer().id());
    }

    /**
     * Asks for the account to be deleted.
     *
     * @return the apps that are in the way, in which case nothing happened
     * @throws AccountRefusedException as {@link Deletions#request} does
     */
    List<App> run(DeveloperSession session, Input input, Request request) {
        return deletions.request(session, input.password(), input.revokeApps(), Visitor.of(request));
    }
}
