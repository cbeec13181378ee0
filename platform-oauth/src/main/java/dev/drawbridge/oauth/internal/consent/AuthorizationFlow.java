package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.internal.request.AuthorizationChecks;
import dev.drawbridge.oauth.internal.request.AuthorizationInput;
import dev.drawbridge.oauth.internal.request.AuthorizationRequestReader;
import dev.drawbridge.oauth.internal.request.AuthorizationTarget;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import dev.drawbridge.oauth.internal.request.LinkParameters;
import dev.drawbridge.oauth.internal.request.Prompt;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization endpoint (RFC 6749 §3.1), GET and POST alike, from the request to the first response. The methods are in
 * the order in which a request passes them:
 *
 * <ol>
 *   <li>{@link #handle} loads the request, which may have been pushed before (RFC 9126), and finds out which app asks and
 *       where the response goes. Until then every error is a page.
 *   <li>{@link #authorize} runs the other {@link AuthorizationChecks}, whose errors are sent to the app, and asks the host
 *       who is there.
 *   <li>{@link #decide} asks the host for which company the user may grant access, and the {@link ConsentPolicy} whether
 *       to ask the user.
 *   <li>{@link #skip}, {@link #grantWithoutPrompt} or {@link #ask} writes, and responds with a code or a page.
 * </ol>
 *
 * <p>What follows a page is {@link ConsentEndpoint}.
 */
public final class AuthorizationFlow {

    static final String PATH = OAuthPaths.AUTHORIZE;

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationFlow.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();

    private final UnreviewedApps unreviewed;
    private final AuthorizationRequestReader reader;
    private final HostQueries host;
    private final Interactions interactions;
    private final ConsentSituations situations;
    private final Consents consents;
    private final ConsentPages pages;
    private final URI issuer;
    private final ConsentPolicy policy = new ConsentPolicy();

    /**
     * Makes the endpoint.
     *
     * @param unreviewed what is different for apps that nobody reviewed
     * @param reader checks and reads requests
     * @param host asks the host
     * @param interactions requests on their way
     * @param situations loads what the policy decides on
     * @param consents writes decisions
     * @param pages the pages of a visit
     * @param issuer the issuer, as in the metadata
     */
    public AuthorizationFlow(
            UnreviewedApps unreviewed,
            AuthorizationRequestReader reader,
            HostQueries host,
            Interactions interactions,
            ConsentSituations situations,
            Consents consents,
            ConsentPages pages,
            URI issuer) {
        this.unreviewed = unreviewed;
        this.reader = reader;
        this.host = host;
        this.interactions = interactions;
        this.situations = situations;
        this.consents = consents;
        this.pages = pages;
        this.issuer = issuer;
    }

    /** Loads the request and its client, then continues; from then on there is an app to send errors to. */
    Response handle(Request request) {
        Parameters sent = LinkParameters.read(request);
        Optional<Response> login = unreviewed.readDocument(request, sent);
        if (login.isPresent()) {
            return login.get();
        }
        AuthorizationInput input = reader.load(sent);
        AuthorizationTarget target = reader.requireTarget(input);
        return withErrorsForTheApp(request, sent, input, target, () -> authorize(request, input, target));
    }

    private Response authorize(Request request, AuthorizationInput input, AuthorizationTarget target) {
        AuthorizationRequest wanted = reader.read(input, target);
        Prompt prompt = Prompt.read(input.sent());
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            require(policy.ifLoginIsNecessary(prompt));
        }
        Interactions.Begun begun = interactions.begin(wanted, input.requestUri());
        if (user.isEmpty()) {
            return logIn(request, begun);
        }
        return decide(new Visit(request, begun.interaction(), target.app(), user.get()), prompt, begun);
    }

    private Response logIn(Request request, Interactions.Begun begun) {
        interactions.keep(begun.interaction());
        String back = ConsentEndpoint.path(begun.interaction().id());
        return interactions.bind(request, Response.seeOther(host.loginUrl(back).toString()), begun);
    }

    private Response decide(Visit visit, Prompt prompt, Interactions.Begun begun) {
        CompanyGate.Passage passage = situations.pass(visit, null);
        if (!(passage instanceof CompanyGate.Open open)) {
            require(policy.ifPageIsNecessary(prompt));
            interactions.keep(visit.interaction());
            return interactions.bind(visit.request(), pages.closed(visit, passage, FieldErrors.NONE), begun);
        }
        ConsentSituation situation = situations.load(visit, open, prompt);
        ConsentDecision decision = policy.decide(situation);
        if (decision instanceof ConsentDecision.Skip skip) {
            return skip(visit, open, skip);
        }
        if (decision instanceof ConsentDecision.GrantWithoutPrompt) {
            return grantWithoutPrompt(visit.choosing(open.company()), open, situation);
        }
        if (decision instanceof ConsentDecision.Refuse refusal) {
            throw refusal.toException();
        }
        return ask(visit.choosing(open.company()), open, situation, begun);
    }

    /** Nothing about the grant changes, so nothing but the code is written. */
    private Response skip(Visit visit, CompanyGate.Open open, ConsentDecision.Skip skip) {
        Optional<Secret> code = consents.skipImmediately(
                visit.interaction(),
                skip.grant(),
                open.owner(visit.user()),
                open.offer().names());
        return code.map(visit.response(issuer)::code)
                .orElseThrow(() -> new InvalidLinkException(Reason.INVALID_REQUEST_URI, visit.app()));
    }

    private Response grantWithoutPrompt(Visit visit, CompanyGate.Open open, ConsentSituation situation) {
        interactions.keep(visit.interaction());
        return consents.allow(visit, open.owner(visit.user()), ConsentChoice.of(situation, situation.offered()))
                .map(visit.response(issuer)::code)
                .orElseGet(() -> pages.lost(visit));
    }

    /** The one company of the user needs no choice, so one statement writes it all. */
    private Response ask(Visit visit, CompanyGate.Open open, ConsentSituation situation, Interactions.Begun begun) {
        interactions.keep(visit.interaction());
        return interactions.bind(visit.request(), pages.ask(visit, open, situation, FieldErrors.NONE), begun);
    }

    private static void require(Optional<ConsentDecision.Refuse> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get().toException();
        }
    }

    /** Sends errors to the app (RFC 6749 §4.1.2.1), if the browser may leave for it. */
    private Response withErrorsForTheApp(
            Request request,
            Parameters sent,
            AuthorizationInput input,
            AuthorizationTarget target,
            Supplier<Response> flow) {
        try {
            return flow.get();
        } catch (OAuthException e) {
            return unreviewed
                    .beforeRefusal(request, sent, input.sent(), target.app(), e.error())
                    .orElseGet(() -> target.response(issuer).error(e.error(), e.description()));
        } catch (HostUnavailableException | InvalidLinkException e) {
            throw e;
        } catch (StoreUnavailableException e) {
            STORE_FAILURES.log(others -> LOG.warn(
                    "Authorization request {} and {} others before it need the database, which did not respond",
                    request.id(),
                    others,
                    e));
            requireWayBack(request, target.app(), e);
            return target.response(issuer).unavailable();
        } catch (RuntimeException e) {
            LOG.error("Authorization request {} failed", request.id(), e);
            requireWayBack(request, target.app(), e);
            return target.response(issuer).error(OAuthError.SERVER_ERROR, "The server failed. Try again later.");
        }
    }

    /** Leaves a failure to the page of the edge, if the browser may not be sent to the app. */
    private void requireWayBack(Request request, App app, RuntimeException failure) {
        if (!unreviewed.mayLeave(request, app)) {
            throw failure;
        }
    }
}
