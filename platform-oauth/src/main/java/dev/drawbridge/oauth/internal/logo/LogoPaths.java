package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;

/** Where pictures of apps are. */
public final class LogoPaths {

    /** The path parameter that names a picture. */
    static final String HASH = "hash";

    private static final String LOGOS = PortalPaths.PAGES + "/logos/";

    static final String TEMPLATE = LOGOS + "{" + HASH + "}";

    private LogoPaths() {}

    /**
     * Returns where the picture of an app is.
     *
     * @param app the app
     * @return its path on the platform's own origin; empty if it has none
     */
    public static String of(App app) {
        String logo = app.logo();
        return logo == null ? "" : LOGOS + logo;
    }
}
