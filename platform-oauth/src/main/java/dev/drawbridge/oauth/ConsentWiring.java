package dev.drawbridge.oauth;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.portal.frame.FlashCookie;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.consent.AppIdentities;
import dev.drawbridge.oauth.internal.consent.AuthorizationFlow;
import dev.drawbridge.oauth.internal.consent.BrowserBinding;
import dev.drawbridge.oauth.internal.consent.CompanyGate;
import dev.drawbridge.oauth.internal.consent.ConnectionsEndpoint;
import dev.drawbridge.oauth.internal.consent.ConnectionsPage;
import dev.drawbridge.oauth.internal.consent.ConsentEndpoint;
import dev.drawbridge.oauth.internal.consent.ConsentFormTokens;
import dev.drawbridge.oauth.internal.consent.ConsentPage;
import dev.drawbridge.oauth.internal.consent.ConsentPages;
import dev.drawbridge.oauth.internal.consent.ConsentRenderer;
import dev.drawbridge.oauth.internal.consent.ConsentRoutes;
import dev.drawbridge.oauth.internal.consent.ConsentSituations;
import dev.drawbridge.oauth.internal.consent.Consents;
import dev.drawbridge.oauth.internal.consent.DeadEndPages;
import dev.drawbridge.oauth.internal.consent.DecisionFrame;
import dev.drawbridge.oauth.internal.consent.GatePages;
import dev.drawbridge.oauth.internal.consent.HostConsentPage;
import dev.drawbridge.oauth.internal.consent.HostQueries;
import dev.drawbridge.oauth.internal.consent.InstallEndpoint;
import dev.drawbridge.oauth.internal.consent.InstallPage;
import dev.drawbridge.oauth.internal.consent.Interactions;
import dev.drawbridge.oauth.internal.consent.PriorConsents;
import dev.drawbridge.oauth.internal.consent.UnreviewedApps;
import dev.drawbridge.oauth.internal.consent.Visits;
import dev.drawbridge.oauth.internal.document.ClientDocuments;
import dev.drawbridge.oauth.internal.grant.CompanyConnections;
import dev.drawbridge.oauth.internal.grant.GrantWriter;
import dev.drawbridge.oauth.internal.grant.Installations;
import dev.drawbridge.oauth.internal.request.AuthorizationChecks;
import dev.drawbridge.oauth.internal.request.AuthorizationRequestReader;
import dev.drawbridge.oauth.internal.request.AuthorizationValues;
import dev.drawbridge.oauth.internal.request.PushedRequestEndpoint;
import dev.drawbridge.oauth.internal.request.PushedRequests;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import dev.drawbridge.oauth.internal.token.AuthorizationCodes;
import dev.drawbridge.oauth.internal.token.ClientEndpoints;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import dev.drawbridge.oauth.spi.OAuthStores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages on which users of the host decide: authorization, consent, installation and connected apps. */
final class ConsentWiring {

    private final PushedRequestEndpoint push;
    private final Connections connections;
    private final ConsentRoutes routes;

    /**
     * Makes the pages.
     *
     * @param core the services of core
     * @param stores where interactions and installations are kept
     * @param codes what issues the code after a consent
     * @param ender what ends a grant with its tokens
     * @param resources what apps may ask for access to
     * @param policies what requests of apps must have
     * @param documents reads the documents of clients that describe themselves
     * @param view shows the consent page; null = the default page
     */
    ConsentWiring(
            CoreServices core,
            OAuthStores stores,
            AuthorizationCodes codes,
            GrantEnder ender,
            ResourceCatalog resources,
            ClientPolicies policies,
            ClientDocuments documents,
            @Nullable ConsentView view) {
        // What is asked for.
        PushedRequests pushed = new PushedRequests(stores.pushedRequests(), core.clock(), core.random());
        AuthorizationValues values = new AuthorizationValues(core.scopes(), resources);
        AuthorizationChecks checks = new AuthorizationChecks(policies, values);
        AuthorizationRequestReader reader =
                new AuthorizationRequestReader(core.apps(), core.clock(), checks, values, pushed);

        // Who is there, and what may be granted.
        HostQueries host = new HostQueries(core.hostSession(), core.hostDirectory(), core.plans(), core.planLimits());
        CompanyGate gate = new CompanyGate(host, core.scopes());
        BrowserBinding browsers = new BrowserBinding(core.random(), core.secure());
        Interactions interactions = new Interactions(stores.interactions(), browsers, core.ids(), core.clock());
        PriorConsents priors = new PriorConsents(core.stores().grants(), stores.seenApps(), core.scopes());
        ConsentSituations situations = new ConsentSituations(gate, priors, resources, policies);

        // What is written.
        GrantWriter grants =
                new GrantWriter(core.apps(), core.stores().grants(), ender, core.journal(), core.ids(), core.clock());
        Installations installations = new Installations(core.transactions(), stores.installations(), grants);
        Consents consents = new Consents(
                core.transactions(),
                stores.interactions(),
                stores.pushedRequests(),
                grants,
                priors,
                codes,
                core.journal(),
                core.clock());

        // What is shown.
        DecisionFrame frame = new DecisionFrame(core.frame());
        AppIdentities identities =
                new AppIdentities(core.productName(), core.stores().developers(), documents);
        ConsentFormTokens tokens = new ConsentFormTokens(core.formTokens(), core.scopes());
        DeadEndPages deadEnds = new DeadEndPages(frame, identities, core.productName(), core.issuer());
        GatePages gatePages = new GatePages(host, frame, identities, core.productName());
        ConsentRenderer page = view == null
                ? new ConsentPage(frame, identities, host, core.scopes(), resources, tokens)
                : new HostConsentPage(view, host, identities, tokens);
        ConsentPages pages = new ConsentPages(page, gatePages, deadEnds, interactions, tokens, core.issuer());

        AuthorizationFlow authorization = new AuthorizationFlow(
                new UnreviewedApps(host, documents),
                reader,
                host,
                interactions,
                situations,
                consents,
                pages,
                core.issuer());
        ConsentEndpoint consent = new ConsentEndpoint(
                new Visits(interactions, host, core.apps(), core.clock(), deadEnds),
                host,
                interactions,
                tokens,
                situations,
                consents,
                pages,
                core.issuer());
        InstallEndpoint install = new InstallEndpoint(
                reader,
                host,
                gate,
                installations,
                core.formTokens(),
                new InstallPage(frame, identities, host, core.formTokens()),
                gatePages,
                deadEnds);
        this.connections =
                new CompanyConnections(core.hostDirectory(), core.apps(), core.grants(), ender, installations);
        ConnectionsEndpoint connectionsPage = new ConnectionsEndpoint(
                connections,
                host,
                core.formTokens(),
                new ConnectionsPage(frame, identities, core.scopes(), core.productName()),
                deadEnds,
                new FlashCookie(core.vault(), core.clock(), core.secure()));
        this.push = new PushedRequestEndpoint(reader, pushed);
        this.routes = new ConsentRoutes(authorization, consent, install, connectionsPage, deadEnds);
    }

    /**
     * Returns the apps that companies connected.
     *
     * @return the service
     */
    public Connections connections() {
        return connections;
    }

    /**
     * Returns the authorization endpoint and the pages of consent, installation and connected apps.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return routes.routes();
    }

    /**
     * Returns the endpoint where apps push authorization requests (RFC 9126).
     *
     * @param clients makes endpoints at which they authenticate
     * @return its route
     */
    public Route pushRoute(ClientEndpoints clients) {
        return EndpointName.PUSHED_REQUEST.of(
                clients.route(OAuthPaths.PUSHED_REQUEST, push::push).behind(PushedRequestEndpoint::refuseTooLarge));
    }
}
