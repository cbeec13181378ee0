package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.util.Optional;

/** The one rule of which apps developers may change: what pages offer, and what the portal accepts. */
public final class Changeable {

    private Changeable() {}

    /** Tells whether developers may change an app. */
    public static boolean is(App app) {
        return refusal(app).isEmpty();
    }

    /** Returns why developers may not change an app. */
    public static Optional<PortalRefusal> refusal(App app) {
        if (app.definedBy() == DefinedBy.INTERNAL) {
            return Optional.of(PortalRefusal.INTERNAL_APP_READ_ONLY);
        }
        return app.status() == AppStatus.REVOKED ? Optional.of(PortalRefusal.APP_REVOKED) : Optional.empty();
    }
}
