package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.StoredSecret;

/** Where the portal's pages about apps are. */
final class AppPaths {

    /** Below the portal and its JSON calls. */
    static final String APPS = PortalPaths.APPS;

    static final String NEW_APP = PortalPaths.below(PortalPaths.NEW_APP);

    /** Below the page of an app, like those that follow. */
    static final String CREDENTIALS = "/credentials";

    static final String ROTATE_SECRET = "/secret/rotate";
    static final String CANCEL_ROTATION = "/secret/cancel-rotation";

    /** The path parameter that names a secret. */
    static final String SECRET = "sid";

    static final String END_SECRET = "/secret/{" + SECRET + "}/end";

    private AppPaths() {}

    /** Returns the path of an app's page. */
    static String page(App app, String below) {
        return PortalPaths.app(app.id(), below);
    }

    /** Returns the path of the page that ends a secret. */
    static String endSecret(App app, StoredSecret secret) {
        return page(app, END_SECRET.replace("{" + SECRET + "}", secret.id()));
    }
}
