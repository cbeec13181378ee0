package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.csrf.CrossSite;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.time.OnceInAWhile;
import dev.drawbridge.oauth.document.ClientDocuments;
import dev.drawbridge.oauth.request.AuthorizationChecks;
import dev.drawbridge.oauth.request.AuthorizationRequestReader;
import dev.drawbridge.oauth.request.AuthorizationValues;
import dev.drawbridge.oauth.request.InvalidLinkException;
import dev.drawbridge.oauth.request.PushedRequestEndpoint;
import dev.drawbridge.oauth.request.PushedRequests;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.ClientEndpoints;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.GrantEnder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages on which users of the host decide: authorization, consent, installation and connected apps. */
public final class ConsentEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentEndpoints.class);
    private static final OnceInAWhile HOST_FAILURES = new OnceInAWhile();
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(5);
    private static final int PURGE_BATCH = 1_000;

    private final CoreServices env;
    private final Interactions interactions;
    private final PushedRequests pushed;
    private final AuthorizationRequestReader reader;
    private final DeadEndPages deadEnds;
    private final AuthorizationFlow authorization;
    private final ConsentEndpoint consent;
    private final InstallEndpoint install;
    private final Connections connections;
    private final ConnectionsEndpoint connectionsPage;

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
        this.env = env;
        ResourceCatalog resources = settings.resources();
        ClientPolicies policies = settings.policies();

        // What is asked for.
        this.pushed = new PushedRequests(stores.pushedRequests(), env.clock(), env.random(), Interactions.LIFETIME);
        AuthorizationValues values = new AuthorizationValues(env.scopes(), resources);
        AuthorizationChecks checks = new AuthorizationChecks(policies, values);
        this.reader = new AuthorizationRequestReader(env.apps(), env.clock(), checks, values, pushed);

        // Who is there, and what may be granted.
        HostQueries host = new HostQueries(env.hostSession(), env.hostDirectory(), env.plans());
        CompanyGate gate = new CompanyGate(host, env.scopes());
        BrowserBinding browsers = new BrowserBinding(env.random(), env.secure());
        this.interactions = new Interactions(stores.interactions(), browsers, env.ids(), env.clock());
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
        this.deadEnds = new DeadEndPages(frame, env.productName(), env.issuer());
        GatePages gatePages = new GatePages(host, frame, env.productName());
        ConsentView view = settings.view();
        ConsentRenderer page = view == null
                ? new ConsentPage(frame, env.productName(), host, env.scopes(), resources, warnings, tokens)
                : new HostConsentPage(view, frame, host, warnings, tokens);
        ConsentPages pages = new ConsentPages(page, gatePages, deadEnds, interactions, tokens, env.issuer());

        this.authorization = new AuthorizationFlow(
                new UnreviewedApps(host, settings.documents()),
                reader,
                host,
                interactions,
                situations,
                consents,
                pages,
                env.issuer());
        this.consent = new ConsentEndpoint(
                new Visits(interactions, host, env.apps(), env.clock(), deadEnds),
                host,
                interactions,
                tokens,
                situations,
                consents,
                pages,
                env.issuer());
        this.install = new InstallEndpoint(
                reader,
                host,
                gate,
                installations,
                env.formTokens(),
                new InstallPage(frame, env.productName(), env.formTokens()),
                gatePages,
                deadEnds);
        this.connections = new Connections(env.hostDirectory(), env.apps(), env.grants(), ender, installations);
        this.connectionsPage = new ConnectionsEndpoint(
                connections, host, env.formTokens(), env.scopes(), env.productName(), frame, deadEnds);
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
        return List.of(
                get(AuthorizationFlow.PATH, authorization::handle),
                Route.decisionPage("POST", AuthorizationFlow.PATH, authorization::handle)
                        .behind(this::answerRefusals),
                get(ConsentEndpoint.TEMPLATE, consent::show),
                form(ConsentEndpoint.TEMPLATE, consent::decide),
                form(ConsentEndpoint.COMPANY_TEMPLATE, consent::chooseCompany),
                get(InstallEndpoint.PATH, install::show),
                form(InstallEndpoint.PATH, install::decide),
                form(InstallEndpoint.COMPANY_PATH, install::chooseCompany),
                get(ConnectionsEndpoint.PATH, connectionsPage::show),
                form(ConnectionsEndpoint.PATH, connectionsPage::disconnect));
    }

    /**
     * Returns the endpoint where apps push authorization requests (RFC 9126).
     *
     * @param clients makes endpoints at which they authenticate
     * @return its route
     */
    public Route pushRoute(ClientEndpoints clients) {
        return clients.route(PushedRequestEndpoint.PATH, new PushedRequestEndpoint(reader, pushed)::push)
                .behind(PushedRequestEndpoint::refuseTooLarge);
    }

    /**
     * Returns the background job that forgets abandoned interactions and pushed requests.
     *
     * @return the job
     */
    public Job purgeJob() {
        return new Job("interaction-purge", PURGE_INTERVAL, false, this::purge);
    }

    private void purge() {
        batches(() -> interactions.purge(PURGE_BATCH));
        batches(() -> pushed.purge(PURGE_BATCH));
    }

    // A page of rows at a time, so that no statement holds locks for long.
    private static void batches(IntSupplier purge) {
        int deleted = PURGE_BATCH;
        while (deleted == PURGE_BATCH) {
            deleted = purge.getAsInt();
        }
    }

    private Route get(String template, Handler handler) {
        return Route.decisionPage("GET", template, handler).behind(this::answerRefusals);
    }

    /** A form of our own pages; authorization requests may well be posted by other sites. */
    private Route form(String template, Handler handler) {
        return Route.decisionPage("POST", template, handler)
                .behind(this::refuseForeign)
                .behind(this::answerRefusals);
    }

    private Response refuseForeign(Request request, Handler next) {
        boolean foreign = env.crossSite()
                .check(request, Optional.empty())
                .filter(problem -> problem.code().equals(CrossSite.CROSS_SITE))
                .isPresent();
        // A missing or old token is not judged here: every form's own token also carries user and company.
        return foreign ? deadEnds.crossSite() : next.handle(request);
    }

    /** The one place where the refusals of these endpoints become pages. */
    private Response answerRefusals(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (InvalidLinkException e) {
            return deadEnds.invalidLink(e);
        } catch (HostUnavailableException e) {
            HOST_FAILURES.log(others -> LOG.warn(
                    "Request {} and {} others before it need the host, which did not answer", request.id(), others, e));
            return deadEnds.unavailable();
        }
    }
}
