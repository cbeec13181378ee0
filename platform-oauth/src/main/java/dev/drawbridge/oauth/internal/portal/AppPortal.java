package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.logo.LogoPanel;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.internal.review.ReviewPage;
import java.util.List;

/**
 * What the portal has about apps: the page that creates one, the JSON calls, and the tab Settings. {@link CredentialsPage} is
 * the other tab. Immutable and thread-safe.
 *
 * <p>Each operation is a class of its own ({@code CreateApp}, {@code EditApp}, {@code RevokeApp}), which a page and a JSON
 * call share.
 */
public final class AppPortal {

    private static final String NEW_APP = "Nobody has connected a new app: its secret opens nothing yet.";

    private final NewAppPage newApp;
    private final AppJson json;
    private final AppListJson list;
    private final SettingsPage settings;

    /**
     * Puts the pages and calls together.
     *
     * @param registry registers, edits and revokes apps
     * @param operations what developers do with apps
     * @param once lets a form or key count once
     * @param form the fields of forms
     * @param grants counts the connections of an app
     * @param samples what developers run first
     * @param review the page of the review
     * @param clock says when
     */
    public AppPortal(
            OAuthAppRegistry registry,
            AppOperations operations,
            OncePerKey once,
            AppForm form,
            Grants grants,
            Samples samples,
            ReviewPage review,
            PlatformClock clock) {
        CreateApp create = operations.create;
        EditApp edit = operations.edit;
        RevokeApp revoke = operations.revoke;
        AppReviews reviews = operations.reviews;
        this.newApp = new NewAppPage(registry, create, once, form, samples);
        this.json = new AppJson(create, edit, revoke, reviews, once, clock);
        this.list = new AppListJson(registry, reviews, clock);
        this.settings = new SettingsPage(
                edit, revoke, json, form, registry, grants, review, new LogoPanel(operations.logos, json::of));
    }

    /**
     * Returns the page that creates an app, and the JSON calls.
     *
     * @return routes below the portal
     */
    public List<PortalRoute> routes() {
        return List.of(
                PortalRoute.page("GET", AppPaths.NEW_APP, AppProblems.mapping(newApp::show)),
                PortalRoute.page("POST", AppPaths.NEW_APP, AppProblems.mapping(newApp::create))
                        .withoutReauthentication(NEW_APP),
                PortalRoute.json("GET", AppPaths.APPS, AppProblems.mapping(list::list)),
                PortalRoute.json("POST", AppPaths.APPS, AppProblems.mapping(json::create))
                        .withoutReauthentication(NEW_APP));
    }

    /**
     * Returns the tab Settings.
     *
     * @return the panel
     */
    public AppPanel settings() {
        return settings;
    }
}
