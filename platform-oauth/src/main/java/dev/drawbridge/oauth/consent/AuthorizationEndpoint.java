package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.host.HostUser;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.core.time.OnceInAWhile;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import dev.drawbridge.oauth.store.Interaction;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization endpoint (RFC 6749 §3.1), GET and POST alike. Order of checks: client, redirect URI (until here a page
 * answers), then everything else (an error goes back to the app, of one that nobody reviewed only once the user is known), then the host's login, then {@link ConsentEndpoint}. A request that was pushed stands
 * in for the query ({@link PushedRequests}).
 */
final class AuthorizationEndpoint {

    static final String PATH = "/oauth/authorize";

    /** How long a user has to log in and answer. */
    static final Duration INTERACTION_LIFETIME = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationEndpoint.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();

    private final CoreServices env;
    private final InteractionStore interactions;
    private final HostAnswers host;
    private final BrowserBinding browsers;
    private final AuthorizationRequestReader reader;
    private final ConsentEndpoint consent;
    private final PushedRequests pushed;
    private final ClientPolicies policies;
    private final UnreviewedApps unreviewed;

    AuthorizationEndpoint(
            CoreServices env,
            InteractionStore interactions,
            HostAnswers host,
            AuthorizationRequestReader reader,
            ConsentEndpoint consent,
            PushedRequests pushed,
            ClientPolicies policies,
            UnreviewedApps unreviewed) {
        this.env = env;
        this.interactions = interactions;
        this.host = host;
        this.browsers = new BrowserBinding(env);
        this.reader = reader;
        this.consent = consent;
        this.pushed = pushed;
        this.policies = policies;
        this.unreviewed = unreviewed;
    }

    Response handle(Request request) {
        Parameters query = AuthorizationTarget.parameters(request);
        Optional<Response> login = unreviewed.readDocument(request, query);
        if (login.isPresent()) {
            return login.get();
        }
        PushedRequests.Asked asked = pushed.resolve(query);
        AuthorizationTarget target = AuthorizationTarget.read(env, asked.parameters());
        // From here on there is an app that an error may be sent back to (RFC 6749 §4.1.2.1).
        try {
            return begin(request, asked, target);
        } catch (OAuthException e) {
            return unreviewed
                    .beforeRefusal(request, query, asked.parameters(), target.app(), e.error())
                    .orElseGet(() -> target.response(env).error(e.error(), e.description()));
        } catch (HostUnavailableException | InvalidLinkException e) {
            throw e;
        } catch (StoreUnavailableException e) {
            STORE_FAILURES.log(others -> LOG.warn(
                    "Authorization request {} and {} others before it need the database, which did not answer",
                    request.id(),
                    others,
                    e));
            requireWayBack(request, target, e);
            return target.response(env).unavailable();
        } catch (RuntimeException e) {
            LOG.error("Authorization request {} failed", request.id(), e);
            requireWayBack(request, target, e);
            return target.response(env).error(OAuthError.SERVER_ERROR, "The server failed. Try again later.");
        }
    }

    /** Leaves a failure to the page of the edge, if the browser may not be sent to the app. */
    private void requireWayBack(Request request, AuthorizationTarget target, RuntimeException failure) {
        if (!unreviewed.mayLeave(request, target.app())) {
            throw failure;
        }
    }

    private Response begin(Request request, PushedRequests.Asked asked, AuthorizationTarget target) {
        policies.requirePushed(target.app(), asked.pushed() != null);
        AuthorizationRequest wanted = reader.read(asked.parameters(), target);
        Prompt prompt = Prompt.read(asked.parameters());
        Optional<HostUser> user = host.user(request);
        if (prompt == Prompt.NONE && user.isEmpty()) {
            throw new OAuthException(OAuthError.LOGIN_REQUIRED, "The user is not logged in.");
        }
        Secret cookie = browsers.next();
        Interaction interaction = new Interaction(
                env.ids().next(),
                TokenHash.of(cookie),
                wanted,
                asked.pushed(),
                null,
                null,
                env.clock().instant().plus(INTERACTION_LIFETIME),
                null);
        if (user.isEmpty()) {
            return browsers.give(request, toLogin(interaction), interaction, cookie);
        }
        Visit visit = new Visit(request, interaction, target.app(), user.get());
        return consent.begin(visit, prompt, page -> browsers.give(request, page, interaction, cookie));
    }

    private Response toLogin(Interaction interaction) {
        interactions.insert(interaction);
        return Response.seeOther(
                host.loginUrl(ConsentEndpoint.path(interaction.id())).toString());
    }
}
