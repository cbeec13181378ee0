package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;

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

    PortalResponse show(PortalCall call) {
        return PortalResponse.json(200, Me.of(call.developer()));
    }

    PortalResponse rename(PortalCall call) {
        RenameDeveloper.Input input =
                RenameDeveloper.Input.ofJson(call.request().json());
        return PortalResponse.json(200, Me.of(rename.run(call.developer(), input)));
    }
}
