package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.AppId;

/**
 * Where the portal is, below the issuer: for links, redirects and mails. A {@code PortalRoute} or {@code PanelRoute} is given
 * a path below these, a {@code Route} a whole one.
 */
public final class PortalPaths {

    /** The start page; all other pages are below it. */
    public static final String PAGES = "/developers";

    /** The JSON calls are below it. */
    public static final String JSON = "/developers/api/v1";

    /** Style, script and icons of all pages are below it. */
    public static final String ASSETS = PAGES + "/assets/";

    /** Creates an account. */
    public static final String SIGN_UP = PAGES + "/signup";

    /** Where a mail confirms an address: with the query parameter {@code token}. */
    public static final String VERIFY = PAGES + "/verify";

    /** Sends the mail that confirms an address again. */
    public static final String RESEND = VERIFY + "/resend";

    /** Logs a developer in. */
    public static final String LOGIN = PAGES + "/login";

    /** Logs a developer out. */
    public static final String LOGOUT = PAGES + "/logout";

    /** Sends the mail that resets a password. */
    public static final String FORGOT = PAGES + "/forgot";

    /** Where a mail resets a password: with the query parameter {@code token}. */
    public static final String RESET = PAGES + "/reset";

    /** Asks for the password of a developer who is logged in. */
    public static final String REAUTH = PAGES + "/reauth";

    /** A developer's first page. */
    public static final String DASHBOARD = PAGES + "/dashboard";

    /** The account of a developer who is logged in; the pages about its parts are below it. */
    public static final String ACCOUNT = PAGES + "/account";

    /** The apps of a developer: {@link #PAGES} or {@link #JSON} comes before it. */
    public static final String APPS = "/apps";

    /** Creates an app. */
    public static final String NEW_APP = PAGES + APPS + "/new";

    private PortalPaths() {}

    /**
     * Returns the page of an app.
     *
     * @param app which
     * @return its path
     */
    public static String app(AppId app) {
        return PAGES + ofApp(app);
    }

    /**
     * Returns a page below the page of an app.
     *
     * @param app which
     * @param below what a {@link PanelRoute} was given, its variables filled in
     * @return its path
     */
    public static String app(AppId app, String below) {
        return app(app) + below;
    }

    /**
     * Returns an app in the JSON calls.
     *
     * @param app which
     * @return its path
     */
    public static String appJson(AppId app) {
        return JSON + ofApp(app);
    }

    /**
     * Returns what a {@link PortalRoute} is given for a page.
     *
     * @param page one of the pages here
     * @return its path below {@link #PAGES}
     */
    public static String below(String page) {
        return page.substring(PAGES.length());
    }

    private static String ofApp(AppId app) {
        return APPS + "/" + app.value();
    }
}
