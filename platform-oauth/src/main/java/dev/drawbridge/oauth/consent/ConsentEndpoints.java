package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.document.ClientDocuments;
import dev.drawbridge.oauth.request.AuthorizationChecks;
import dev.drawbridge.oauth.request.AuthorizationRequestReader;
import dev.drawbridge.oauth.request.AuthorizationValues;
import dev.drawbridge.oauth.request.PushedRequestEndpoint;
import dev.drawbridge.oauth.request.PushedRequests;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.ClientEndpoints;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.GrantEnder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages on which users of the host decide: authorization, consent, installation and connected apps. */
public final class ConsentEndpoints {

    private final InteractionPurge purge;
    private final PushedRequestEndpoint push;
    private final Connections connections;
    private final ConsentRoutes routes;

    /**
     * What a host decides about the pages.
     *
     * @param resources what apps may ask for access to
     * @param policies what requests of apps must have
     * @param documents reads the documents of clients that describe themselves
     * @param view shows the consent page; null = ours
     */
    public record Settings(
            ResourceCatalog resources,
            ClientPolicies policies,
            ClientDocuments documents,
            @Nullable ConsentView view) {}

    /**
     * Makes the pages.
     *
     * @param env the shared services
     * @param stores where interactions and installations are kept
     * @param codes what issues the code after a consent
     * @param ender what ends a grant with its tokens
     * @param settings what the host decided
     */
    public ConsentEndpoints(
            CoreServices env, OAuthStores stores, AuthorizationCodes codes, GrantEnder ender, Settings settings) {
        ResourceCatalog resources = settings.resources();
        ClientPolicies policies = settings.policies();

        // What is asked for.
        PushedRequests pushed =
                new PushedRequests(stores.pushedRequests(), env.clock(), env.random(), Interactions.LIFETIME);
        AuthorizationValues values = new AuthorizationValues(env.scopes(), resources);
        AuthorizationChecks checks = new AuthorizationChecks(policies, values);
        AuthorizationRequestReader reader =
                new AuthorizationRequestReader(env.apps(), env.clock(), checks, values, pushed);

        // Who is there, and what may be granted.
        HostQueries host = new HostQueries(env.hostSession(), env.hostDirectory(), env.plans());
        CompanyGate gate = new CompanyGate(host, env.scopes());
        BrowserBinding browsers = new BrowserBinding(env.random(), env.secure());
        Interactions interactions = new Interactions(stores.interactions(), browsers, env.ids(), env.clock());
        PriorConsents priors = new PriorConsents(env.stores().grants(), stores.seenApps(), env.scopes());
        ConsentSituations situations = new ConsentSituations(gate, priors, resources, policies);

        // What is written.
        GrantWriter grants =
                new GrantWriter(env.apps(), env.stores().grants(), ender, env.journal(), env.ids(), env.clock());
        Installations installations = new Installations(env.transactions(), stores.installations(), grants);
        Consents consents = new Consents(
                env.transactions(),
                stores.interactions(),
                stores.pushedRequests(),
                grants,
                priors,
                codes,
                env.journal(),
                env.clock());

        // What is shown.
        DecisionFrame frame =
                new DecisionFrame(env.frame(), env.productName(), env.stores().developers());
        ConsentFormTokens tokens = new ConsentFormTokens(env.formTokens(), env.scopes());
        AppWarnings warnings = new AppWarnings(env.productName(), settings.documents());
        DeadEndPages deadEnds = new DeadEndPages(frame, env.productName(), env.issuer());
        GatePages gatePages = new GatePages(host, frame, env.productName());
        ConsentView view = settings.view();
        ConsentRenderer page = view == null
                ? new ConsentPage(frame, env.productName(), host, env.scopes(), resources, warnings, tokens)
                : new HostConsentPage(view, frame, host, warnings, tokens);
        ConsentPages pages = new ConsentPages(page, gatePages, deadEnds, interactions, tokens, env.issuer());

        AuthorizationFlow authorization = new AuthorizationFlow(
                new UnreviewedApps(host, settings.documents()),
                reader,
                host,
                interactions,
                situations,
                consents,
                pages,
                env.issuer());
        ConsentEndpoint consent = new ConsentEndpoint(
                new Visits(interactions, host, env.apps(), env.clock(), deadEnds),
                host,
                interactions,
                tokens,
                situations,
                consents,
                pages,
                env.issuer());
        InstallEndpoint install = new InstallEndpoint(
                reader,
                host,
                gate,
                installations,
                env.formTokens(),
                new InstallPage(frame, env.productName(), env.formTokens()),
                gatePages,
                deadEnds);
        this.connections = new CompanyConnections(env.hostDirectory(), env.apps(), env.grants(), ender, installations);
        ConnectionsEndpoint connectionsPage = new ConnectionsEndpoint(
                connections, host, env.formTokens(), env.scopes(), env.productName(), frame, deadEnds);
        this.purge = new InteractionPurge(interactions, pushed);
        this.push = new PushedRequestEndpoint(reader, pushed);
        this.routes = new ConsentRoutes(authorization, consent, install, connectionsPage, env.crossSite(), deadEnds);
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
        return clients.route(PushedRequestEndpoint.PATH, push::push).behind(PushedRequestEndpoint::refuseTooLarge);
    }

    /**
     * Returns the background job that forgets abandoned interactions and pushed requests.
     *
     * @return the job
     */
    public Job purgeJob() {
        return purge.job();
    }
}
