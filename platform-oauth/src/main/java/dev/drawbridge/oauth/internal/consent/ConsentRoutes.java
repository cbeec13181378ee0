package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.route.EndpointName;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages on which users of the host decide, and the one place where the refusals of these endpoints become pages. */
public final class ConsentRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentRoutes.class);
    private static final OnceInAWhile HOST_FAILURES = new OnceInAWhile();

    private final AuthorizationFlow authorization;
    private final ConsentEndpoint consent;
    private final InstallEndpoint install;
    private final ConnectionsEndpoint connections;
    private final DeadEndPages deadEnds;

    /**
     * Puts the endpoints together.
     *
     * @param authorization the authorization endpoint
     * @param consent what follows a page
     * @param install installation
     * @param connections connected apps
     * @param deadEnds the pages where nothing can be decided
     */
    public ConsentRoutes(
            AuthorizationFlow authorization,
            ConsentEndpoint consent,
            InstallEndpoint install,
            ConnectionsEndpoint connections,
            DeadEndPages deadEnds) {
        this.authorization = authorization;
        this.consent = consent;
        this.install = install;
        this.connections = connections;
        this.deadEnds = deadEnds;
    }

    /**
     * Returns the authorization endpoint and the pages of consent, installation and connected apps.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                EndpointName.AUTHORIZATION.of(authorization("GET")),
                authorization("POST"),
                get(ConsentEndpoint.TEMPLATE, consent::show),
                form(ConsentEndpoint.TEMPLATE, consent::decide),
                form(ConsentEndpoint.COMPANY_TEMPLATE, consent::chooseCompany),
                get(InstallEndpoint.PATH, install::show),
                form(InstallEndpoint.PATH, install::decide),
                form(InstallEndpoint.COMPANY_PATH, install::chooseCompany),
                get(ConnectionsEndpoint.PATH, connections::show),
                get(ConnectionsEndpoint.CONFIRM_TEMPLATE, connections::confirm),
                form(ConnectionsEndpoint.PATH, connections::disconnect));
    }

    private Route authorization(String method) {
        return Route.of(Route.Kind.AUTHORIZATION_ENDPOINT, method, AuthorizationFlow.PATH, authorization::handle)
                .behind(this::showRefusals);
    }

    private Route get(String template, Handler handler) {
        return Route.decisionPage("GET", template, handler).behind(this::showRefusals);
    }

    /** The form of one of our own pages. It has a token of its own, which carries user and company. */
    private Route form(String template, Handler handler) {
        return Route.decisionPage("POST", template, handler).behind(this::showRefusals);
    }

    private Response showRefusals(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (InvalidLinkException e) {
            return deadEnds.invalidLink(request, e);
        } catch (HostUnavailableException e) {
            HOST_FAILURES.log(others -> LOG.warn(
                    "Request {} and {} others before it need the host, which did not respond",
                    request.id(),
                    others,
                    e));
            return deadEnds.unavailable(request);
        }
    }
}
