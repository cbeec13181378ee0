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
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.GrantEnder;
import dev.drawbridge.oauth.token.TokenEndpoints;
import java.time.Duration;
import java.time.Instant;
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
    // A page that is opened again within the hour is told what became of its request.
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int PURGE_BATCH = 1_000;

    private final CoreServices env;
    private final InteractionStore interactions;
    private final PushedRequests pushed;
    private final AuthorizationRequestReader reader;
    private final ClientPolicies policies;
    private final DeadEndPages deadEnds;
    private final AuthorizationEndpoint authorization;
    private final ConsentEndpoint consent;
    private final InstallEndpoint install;
    private final ConnectionsEndpoint connections;

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
     * @param connections what the page of connected apps shows
     * @param settings what the host decided
     */
    public ConsentEndpoints(
            CoreServices env,
            OAuthStores stores,
            AuthorizationCodes codes,
            GrantEnder ender,
            Connections connections,
            Settings settings) {
        ResourceCatalog resources = settings.resources();
        ClientPolicies policies = settings.policies();
        this.env = env;
        this.interactions = stores.interactions();
        this.policies = policies;
        this.pushed = new PushedRequests(env, stores.pushedRequests());
        this.reader = new AuthorizationRequestReader(env.scopes(), resources);
        HostAnswers host = new HostAnswers(env);
        UnreviewedApps unreviewed = new UnreviewedApps(env, host, settings.documents());
        this.deadEnds = new DeadEndPages(env, new DecisionFrame(env));
        PriorConsents priors = new PriorConsents(env, stores.seenApps());
        Consents consents = new Consents(env, stores, codes, ender, priors);
        this.consent = new ConsentEndpoint(
                env,
                new ConsentEndpoint.Decisions(interactions, consents, priors, resources, policies),
                host,
                deadEnds,
                new ConsentPage(env, host, resources, unreviewed, settings.view()));
        this.authorization =
                new AuthorizationEndpoint(env, interactions, host, reader, consent, pushed, policies, unreviewed);
        this.install = new InstallEndpoint(env, new Installations(env, stores.installations(), ender), host, deadEnds);
        this.connections = new ConnectionsEndpoint(env, connections, host, deadEnds);
    }

    /**
     * Returns the authorization endpoint and the pages of consent, installation and connected apps.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                get(AuthorizationEndpoint.PATH, authorization::handle),
                Route.decisionPage("POST", AuthorizationEndpoint.PATH, authorization::handle)
                        .behind(this::answerRefusals),
                get(ConsentEndpoint.TEMPLATE, consent::show),
                form(ConsentEndpoint.TEMPLATE, consent::decide),
                form(ConsentEndpoint.COMPANY_TEMPLATE, consent::chooseCompany),
                get(InstallEndpoint.PATH, install::show),
                form(InstallEndpoint.PATH, install::decide),
                form(InstallEndpoint.COMPANY_PATH, install::chooseCompany),
                get(ConnectionsEndpoint.PATH, connections::show),
                form(ConnectionsEndpoint.PATH, connections::disconnect));
    }

    /**
     * Returns the endpoint where apps push authorization requests (RFC 9126).
     *
     * @param clients what authenticates them
     * @return its route
     */
    public Route pushRoute(TokenEndpoints clients) {
        return clients.route(PushedRequestEndpoint.PATH, new PushedRequestEndpoint(env, reader, pushed, policies)::push)
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
        Instant before = env.clock().coordination().minus(KEPT);
        batches(() -> interactions.purge(before, PURGE_BATCH));
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
