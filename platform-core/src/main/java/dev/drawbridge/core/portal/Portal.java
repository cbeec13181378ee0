package dev.drawbridge.core.portal;

import dev.drawbridge.core.account.LoggedIn;
import dev.drawbridge.core.account.AccountProblems;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.DefinedBy;
import dev.drawbridge.core.csrf.CrossSite;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.Tab;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.http.RouteKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.AppPanel;
import dev.drawbridge.core.panel.PortalCall;
import dev.drawbridge.core.panel.PortalRoute;
import dev.drawbridge.core.panel.PortalShell;
import dev.drawbridge.core.portal.SessionCookies.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The portal's shell: what stands between a request and the handler of a feature, in this order. Thread-safe.
 *
 * <ol>
 *   <li>Session: without one a page leads to the login, a JSON call is 401.
 *   <li>App: one that is not the developer's is the same 404 as one that does not exist.
 *   <li>Cross-site requests and old forms, for anything but {@code GET}.
 *   <li>JSON calls with another content type.
 *   <li>A recent password, where the route or what is sent to it asks for it: a page asks for it on the spot and goes on with what was typed.
 *   <li>Apps that are read-only or revoked, for anything but {@code GET}.
 *   <li>The handler; around a page comes the frame with the app's tabs.
 * </ol>
 */
public final class Portal implements PortalShell {

    private final CoreServices env;
    private final SessionCookies sessions;
    private final ReauthenticationPages reauthentication;

    public Portal(CoreServices env, SessionCookies sessions, ReauthenticationPages reauthentication) {
        this.env = env;
        this.sessions = sessions;
        this.reauthentication = reauthentication;
    }

    @Override
    public List<Route> mount(List<PortalRoute> pages, List<AppPanel> panels) {
        List<Entry> entries = new ArrayList<>();
        pages.forEach(route -> entries.add(Entry.of(route)));
        panels.forEach(panel -> panel.routes().forEach(route -> entries.add(Entry.of(route))));
        new Dashboard(env, panels).routes().forEach(route -> entries.add(Entry.of(route)));
        entries.add(Entry.of(new AppOverview(env, panels).route()));
        Set<String> readable = entries.stream()
                .filter(entry -> !entry.changes())
                .map(Entry::path)
                .collect(Collectors.toUnmodifiableSet());
        return entries.stream()
                .map(entry -> Route.of(
                        entry.json() ? RouteKind.PORTAL_JSON : RouteKind.PAGE,
                        entry.method(),
                        entry.path(),
                        request -> handle(entry, readable.contains(entry.path()), panels, request)))
                .map(PortalJson::route)
                .toList();
    }

    private Response handle(Entry entry, boolean readable, List<AppPanel> panels, Request request) {
        Optional<Access> found = entry.json() ? sessions.ofJson(request) : sessions.ofPage(request);
        if (found.isEmpty()) {
            return notLoggedIn(entry, readable, request);
        }
        request.permit().giveBack();
        Access access = found.get();
        Optional<App> app = entry.aboutApp() ? Optional.of(ownApp(request, access)) : Optional.empty();
        if (entry.changes()) {
            Optional<Problem> refused = env.crossSite().check(request, access.binding());
            if (refused.isPresent()) {
                return refuse(entry, access, request, refused.get());
            }
            requireJson(entry, request);
        }
        if (!access.session().confirmed(env.clock().instant()) && entry.reauth().test(call(access, request), app)) {
            return confirmFirst(entry, access, app, panels, request);
        }
        return proceed(entry, access, app, panels, request);
    }

    private Response proceed(Entry entry, Access access, Optional<App> app, List<AppPanel> panels, Request request) {
        if (entry.changes()) {
            app.ifPresent(Portal::requireChangeable);
        }
        PortalCall call = call(access, request);
        Answer answer = entry.handler().apply(call, app);
        if (answer instanceof Answer.Page page) {
            List<Tab> tabs = app.map(shown -> tabs(shown, panels)).orElse(List.of());
            return frame(call, page, app.map(shown -> shown.profile().name()).orElse(""), tabs);
        }
        return ((Answer.Raw) answer).response();
    }

    private Response notLoggedIn(Entry entry, boolean readable, Request request) {
        if (entry.json()) {
            throw AccountProblems.notLoggedIn();
        }
        if (!entry.changes()) {
            return Response.seeOther(PortalPaths.withNext(PortalPaths.LOGIN, request.target()));
        }
        // What was typed is lost with the session, but the way back to the form is not.
        return Response.seeOther(
                readable ? PortalPaths.withNext(PortalPaths.LOGIN, request.path()) : PortalPaths.LOGIN);
    }

    private App ownApp(Request request, Access access) {
        String id = request.pathParameter("app");
        Optional<App> app = id.length() <= AppId.MAX_LENGTH ? env.apps().find(new AppId(id)) : Optional.empty();
        return app.filter(owned -> access.session().developer().id().equals(owned.owner()))
                .orElseThrow(() -> ProblemException.of(404, "not_found", "There is no such app."));
    }

    private Response refuse(Entry entry, Access access, Request request, Problem problem) {
        if (entry.json() || !problem.code().equals(CrossSite.FORM_EXPIRED)) {
            throw new ProblemException(problem);
        }
        PortalCall call = call(access, request);
        return frame(call, ReauthenticationPages.submitAgain(call), "", List.of());
    }

    private Response confirmFirst(
            Entry entry, Access access, Optional<App> app, List<AppPanel> panels, Request request) {
        if (entry.json()) {
            throw ProblemException.of(403, "reauth_required", "Confirm your password first: POST /me/reauth.");
        }
        if (!entry.changes()) {
            return Response.seeOther(PortalPaths.withNext(PortalPaths.REAUTH, request.target()));
        }
        PortalCall call = call(access, request);
        if (!request.form().has(ReauthenticationPages.PASSWORD)) {
            return frame(call, reauthentication.ask(call), "", List.of());
        }
        Optional<LoggedIn> confirmed = reauthentication.confirm(access.session(), request);
        if (confirmed.isEmpty()) {
            return frame(call, reauthentication.askAgain(call), "", List.of());
        }
        LoggedIn renewed = confirmed.get();
        Access now = new Access(reauthentication.sessionOf(renewed), true);
        return sessions.give(proceed(entry, now, app, panels, request), renewed);
    }

    private PortalCall call(Access access, Request request) {
        String token = env.formTokens().issue(access.session().id());
        return new PortalCall(request, access.session().developer(), token);
    }

    private Response frame(PortalCall call, Answer.Page page, String subject, List<Tab> tabs) {
        Chrome chrome = new Chrome.Portal(
                call.developer().email(), call.formToken(), call.request().path(), subject, tabs);
        return env.frame().page(new Page(page.status(), page.title(), page.content(), chrome));
    }

    private static List<Tab> tabs(App app, List<AppPanel> panels) {
        String path = PortalPaths.ofApp(app.id().value());
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("Overview", path));
        panels.forEach(panel -> tabs.add(new Tab(panel.title(), path + panel.path())));
        return tabs;
    }

    /** Forms of other sites can send plain text without asking first; JSON they cannot. */
    private static void requireJson(Entry entry, Request request) {
        if (entry.json() && request.body().length > 0 && !request.hasMediaType("application/json")) {
            throw ProblemException.of(415, "unsupported_media_type", "Send the body as application/json.");
        }
    }

    private static void requireChangeable(App app) {
        if (app.definedBy() == DefinedBy.INTERNAL) {
            throw ProblemException.of(
                    409, "internal_app_read_only", "This app is defined by the product itself and cannot be changed.");
        }
        if (app.status() == AppStatus.REVOKED) {
            throw ProblemException.of(409, "app_revoked", "This app is revoked and cannot be changed any more.");
        }
    }
}
