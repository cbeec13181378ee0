package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.edge.CrossSiteProblems;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.portal.frame.PortalProblems;
import dev.drawbridge.core.internal.portal.frame.PortalRefusal;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute.Surface;
import dev.drawbridge.core.spi.operator.AdminAccess;
import dev.drawbridge.core.spi.operator.AdminAccess.Role;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes between a request and the operator's area, in this order. Thread-safe.
 *
 * <ol>
 *   <li>Who: everybody but operators gets what an unknown path gets, before anything else is looked at.
 *   <li>Changes: not for those who only read.
 *   <li>What another site sent, forms that are not of this platform, JSON calls with another content type.
 *   <li>The handler; around a page comes the frame with the sections.
 * </ol>
 */
public final class OperatorGate {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorGate.class);

    private final AdminAccess access;
    private final HostSession session;
    private final CrossSite crossSite;
    private final FormTokens formTokens;
    private final PageFrame frame;

    /**
     * Makes the gate.
     *
     * @param access says who operates the platform
     * @param session says who is logged in to the host
     * @param crossSite tells what another site sent
     * @param formTokens issues the tokens of forms
     * @param frame surrounds pages
     */
    public OperatorGate(
            AdminAccess access, HostSession session, CrossSite crossSite, FormTokens formTokens, PageFrame frame) {
        this.access = access;
        this.session = session;
        this.crossSite = crossSite;
        this.formTokens = formTokens;
        this.frame = frame;
    }

    Response handle(OperatorRoute route, List<Tab> sections, Request request) {
        OperatorCall call = operator(request).orElseThrow(Router::nothingHere);
        request.permit().giveBack();
        Response response;
        try {
            response = respond(route, sections, call);
        } catch (ProblemException e) {
            // What hides looks like a page to the edge, which knows nothing of JSON calls here.
            if (route.surface() != Surface.JSON) {
                throw e;
            }
            response = e.problem().toResponse(request.id());
        }
        return route.surface() == Surface.JSON
                ? response.with("Cache-Control", "no-store, no-transform")
                : response.withDefault("Cache-Control", "no-store");
    }

    private Response respond(OperatorRoute route, List<Tab> sections, OperatorCall call) {
        Request request = call.request();
        boolean json = route.surface() == Surface.JSON;
        if (route.changes() && !call.mayChange()) {
            throw OperatorRefusal.READ_ONLY.problem();
        }
        if (!route.method().equals("GET")) {
            crossSite.check(request, Optional.of(binding(call.operator()))).ifPresent(refusal -> {
                throw CrossSiteProblems.of(refusal);
            });
            if (json && request.body().length > 0 && !request.hasMediaType("application/json")) {
                throw PortalProblems.of(PortalRefusal.UNSUPPORTED_MEDIA_TYPE);
            }
        }
        PortalResponse response = route.handler().apply(call);
        if (response instanceof PortalResponse.Page page) {
            Chrome chrome = new Chrome.Operator(call.operator().name(), request.path(), sections);
            return frame.page(new Page(page.status(), page.title(), page.content(), chrome, page.head()));
        }
        return response instanceof PortalResponse.Done done
                ? Response.seeOther(done.location())
                : ((PortalResponse.Raw) response).response();
    }

    private Optional<OperatorCall> operator(Request request) {
        return user(request)
                .flatMap(user ->
                        role(user).map(role -> new OperatorCall(request, user, role, formTokens.issue(binding(user)))));
    }

    // A failure would tell that something asks who is there.
    private Optional<HostUser> user(Request request) {
        try {
            return session.current(request);
        } catch (RuntimeException e) {
            LOG.warn("Request {}: the host could not say who is logged in", request.id(), e);
            return Optional.empty();
        }
    }

    private Optional<Role> role(HostUser user) {
        try {
            return access.role(user);
        } catch (RuntimeException e) {
            LOG.warn("The host could not say what {} may do as an operator", user.id(), e);
            return Optional.empty();
        }
    }

    private static String binding(HostUser user) {
        return "operator|" + user.id().value();
    }
}
