package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.StoredSecret;

/** Where the portal's pages about apps are. */
public final class AppPaths {

    /** Below the portal and its JSON calls. */
    public static final String APPS = PortalPaths.APPS;

    public static final String NEW_APP = PortalPaths.below(PortalPaths.NEW_APP);

    /** Below the page of an app, like those that follow. */
    public static final String CREDENTIALS = "/credentials";

    public static final String SETTINGS = "/edit";
    public static final String KEYS = "/keys";
    public static final String REVIEW = "/review";

    public static final String ROTATE_SECRET = "/secret/rotate";
    public static final String CANCEL_ROTATION = "/secret/cancel-rotation";

    /** The path parameter that names a secret. */
    public static final String SECRET = "sid";

    public static final String END_SECRET = "/secret/{" + SECRET + "}/end";

    private AppPaths() {}

    /** Returns the path of an app's page. */
    public static String page(App app, String below) {
        return PortalPaths.app(app.id(), below);
    }

    /** Returns the path of the page that ends a secret. */
    public static String endSecret(App app, StoredSecret secret) {
        return page(app, END_SECRET.replace("{" + SECRET + "}", secret.id()));
    }
}
