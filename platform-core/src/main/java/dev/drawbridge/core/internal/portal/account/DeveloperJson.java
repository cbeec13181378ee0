package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;

/** The developer in the portal's JSON: show and rename. Thread-safe. */
final class DeveloperJson {

    private final RenameDeveloper rename;

    DeveloperJson(RenameDeveloper rename) {
        this.rename = rename;
    }

    record Me(String id, String email, String name, boolean emailVerified) {

        static Me of(Developer developer) {
            return new Me(developer.id().value(), developer.email(), developer.name(), developer.verified());
        }
    }

    Answer show(PortalCall call) {
        return Answer.json(200, Me.of(call.developer()));
    }

    Answer rename(PortalCall call) {
        RenameDeveloper.Input input =
                RenameDeveloper.Input.ofJson(call.request().json());
        return Answer.json(200, Me.of(rename.run(call.developer(), input)));
    }
}
