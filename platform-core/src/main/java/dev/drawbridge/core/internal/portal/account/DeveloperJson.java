package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.Preferences;
import org.jspecify.annotations.Nullable;

/** The developer in the portal's JSON: show and change. Thread-safe. */
final class DeveloperJson {

    private final ChangeProfile change;

    DeveloperJson(ChangeProfile change) {
        this.change = change;
    }

    record Me(
            String id,
            String email,
            String name,
            boolean emailVerified,
            @Nullable String locale,
            Preferences.Theme theme) {

        static Me of(Developer developer) {
            Preferences preferences = developer.preferences();
            return new Me(
                    developer.id().value(),
                    developer.email(),
                    developer.name(),
                    developer.verified(),
                    preferences.locale().isEmpty() ? null : preferences.locale(),
                    preferences.theme());
        }
    }

    PortalResponse show(PortalCall call) {
        return PortalResponse.json(200, Me.of(call.developer()));
    }

    PortalResponse change(PortalCall call) {
        return PortalResponse.json(
                200, Me.of(change.run(call, ChangeProfile.ofJson(call.request().json()))));
    }
}
