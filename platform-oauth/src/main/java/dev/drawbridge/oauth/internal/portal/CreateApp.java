package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import dev.drawbridge.oauth.internal.app.WantedApp;

/** A developer creates an app. Thread-safe. */
final class CreateApp {

    private final OAuthAppRegistry registry;

    CreateApp(OAuthAppRegistry registry) {
        this.registry = registry;
    }

    /** Returns what a form, a link or a JSON body begins with. */
    static AppInput blank(Developer developer) {
        return AppInput.blank(developer.email());
    }

    /** Reads and judges what the developer wants. */
    WantedApp read(AppInput input, SecurityInput security) {
        WantedApp app = input.read(null);
        WantedApp wanted = app.with(security.read(app.draft().type(), null));
        return wanted.with(registry.check(wanted.draft(), wanted.security(), null));
    }

    /**
     * Creates the app and sends the notice.
     *
     * @throws AppRefusedException as {@link OAuthAppRegistry#create} does
     */
    RegisteredApp run(PortalCall call, WantedApp wanted) {
        Developer developer = call.developer();
        if (developer.verified()) {
            // To others the registry says first that they must confirm their address.
            wanted.requireValid();
        }
        return registry.create(developer, wanted.draft(), wanted.security(), call.actor());
    }
}
