package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.csrf.CrossSiteRefusal;
import dev.drawbridge.core.internal.edge.CrossSiteProblems;
import dev.drawbridge.core.internal.http.MultipartForm;
import dev.drawbridge.core.internal.portal.account.ConfirmPassword;
import dev.drawbridge.core.internal.portal.account.InterruptedFormPage;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.internal.portal.frame.PortalProblems;
import dev.drawbridge.core.internal.portal.frame.PortalRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import java.util.Optional;

/**
 * What comes between a request and the handler of a feature, in this order. Thread-safe.
 *
 * <ol>
 *   <li>Session: without one a page leads to the login, a JSON call is 401.
 *   <li>App: one that is not the developer's is the same 404 as one that does not exist.
 *   <li>Old forms, for anything but {@code GET}. What another site sent never comes here.
 *   <li>JSON calls with another content type.
 *   <li>Forms of apps that are read-only or revoked lead to the app's page.
 *   <li>A recent password, where the route or what is sent to it asks for it: a page asks for it on the spot and continues
 *       with what was typed.
 *   <li>Apps that are read-only or revoked, for anything but {@code GET}.
 *   <li>The handler; around a page comes the frame with the app's tabs.
 * </ol>
 */
public final class PortalGate {

    private final SessionCookies sessions;
    private final ConfirmPassword confirmPassword;
    private final InterruptedFormPage interrupted;
    private final Apps apps;
    private final CrossSite crossSite;
    private final PortalFrame frame;
    private final PlatformClock clock;

    /**
     * Makes the gate.
     *
     * @param sessions find sessions
     * @param confirmPassword judges passwords
     * @param interrupted asks for passwords, and for old forms to be sent again
     * @param apps facts about apps
     * @param crossSite asks forms for their token
     * @param frame surrounds pages
     * @param clock the time
     */
    public PortalGate(
            SessionCookies sessions,
            ConfirmPassword confirmPassword,
            InterruptedFormPage interrupted,
            Apps apps,
            CrossSite crossSite,
            PortalFrame frame,
            PlatformClock clock) {
        this.sessions = sessions;
        this.confirmPassword = confirmPassword;
        this.interrupted = interrupted;
        this.apps = apps;
        this.crossSite = crossSite;
        this.frame = frame;
        this.clock = clock;
    }

    /** What surrounds errors for the developer who is logged in. */
    Optional<Chrome> chrome(Request request) {
        return sessions.ofPage(request).map(access -> frame.chrome(frame.call(access, request)));
    }

    Response handle(MountedRoute route, MountedRoutes all, Request request) {
        Optional<Access> found = route.json() ? sessions.ofJson(request) : sessions.ofPage(request);
        if (found.isEmpty()) {
            return notLoggedIn(route, all.isReadable(route), request);
        }
        request.permit().giveBack();
        Access access = found.get();
        Optional<App> app = route.aboutApp() ? Optional.of(ownApp(request, access)) : Optional.empty();
        if (route.changes()) {
            Optional<CrossSiteRefusal> refused = crossSite.unproven(request, access.binding());
            if (refused.isPresent()) {
                return refuse(route, access, request, refused.get());
            }
            requireJson(route, request);
        }
        Optional<App> readOnly = app.filter(shown -> !Changeable.is(shown));
        if (!route.changes() && all.isForm(route) && readOnly.isPresent()) {
            // Whoever kept the address of a form learns what the app's page says about it.
            return Response.seeOther(PortalPaths.app(readOnly.get().id()));
        }
        if (!access.session().confirmed(clock.instant()) && route.reauth().test(frame.call(access, request), app)) {
            return confirmFirst(route, access, app, all, request);
        }
        return proceed(route, access, app, all, request);
    }

    private Response proceed(MountedRoute route, Access access, Optional<App> app, MountedRoutes all, Request request) {
        if (route.changes()) {
            app.flatMap(Changeable::refusal).ifPresent(refusal -> {
                throw PortalProblems.of(refusal);
            });
        }
        PortalCall call = frame.call(access, request);
        PortalResponse response = route.handler().apply(call, app);
        if (response instanceof PortalResponse.Page page) {
            return app.map(shown -> frame.page(call, page, shown, all)).orElseGet(() -> frame.page(call, page, all));
        }
        if (response instanceof PortalResponse.Done done) {
            return frame.done(call, done);
        }
        return ((PortalResponse.Raw) response).response();
    }

    private Response notLoggedIn(MountedRoute route, boolean readable, Request request) {
        if (route.json()) {
            throw new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED);
        }
        if (!route.changes()) {
            return Response.seeOther(NextPage.after(PortalPaths.LOGIN, request.target()));
        }
        // What was typed is lost with the session, but the way back to the form is not.
        return Response.seeOther(readable ? NextPage.after(PortalPaths.LOGIN, request.path()) : PortalPaths.LOGIN);
    }

    private App ownApp(Request request, Access access) {
        String id = request.pathParameter(MountedRoute.APP_ID);
        Optional<App> app = id.length() <= AppId.MAX_LENGTH ? apps.find(new AppId(id)) : Optional.empty();
        return app.filter(owned -> access.session().developer().id().equals(owned.owner()))
                .orElseThrow(() -> PortalProblems.of(PortalRefusal.NO_SUCH_APP));
    }

    private Response refuse(MountedRoute route, Access access, Request request, CrossSiteRefusal refusal) {
        // A file that was chosen cannot be put into a form again.
        if (route.json() || request.hasMediaType(MultipartForm.MEDIA_TYPE)) {
            throw CrossSiteProblems.of(refusal);
        }
        PortalCall call = frame.call(access, request);
        return frame.page(call, interrupted.submitAgain(call), MountedRoutes.NONE);
    }

    private Response confirmFirst(
            MountedRoute route, Access access, Optional<App> app, MountedRoutes all, Request request) {
        if (route.json()) {
            throw PortalProblems.of(PortalRefusal.REAUTH_REQUIRED);
        }
        if (!route.changes()) {
            return Response.seeOther(NextPage.after(PortalPaths.REAUTH, request.target()));
        }
        PortalCall call = frame.call(access, request);
        if (!request.form().has(ConfirmPassword.FORM_PASSWORD)) {
            return frame.page(call, interrupted.askPassword(call), MountedRoutes.NONE);
        }
        Optional<LoggedIn> confirmed = confirmPassword.tryRun(access, ConfirmPassword.Input.ofForm(request.form()));
        if (confirmed.isEmpty()) {
            return frame.page(call, interrupted.askPasswordAgain(call), MountedRoutes.NONE);
        }
        LoggedIn renewed = confirmed.get();
        return sessions.give(proceed(route, confirmPassword.renewed(renewed), app, all, request), renewed);
    }

    /** Forms of other sites can send plain text without asking first; JSON and images they cannot. */
    private static void requireJson(MountedRoute route, Request request) {
        boolean taken = request.hasMediaType("application/json")
                || route.body().mediaTypes().stream().anyMatch(request::hasMediaType);
        if (route.json() && request.body().length > 0 && !taken) {
            throw PortalProblems.of(PortalRefusal.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
