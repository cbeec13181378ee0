package dev.drawbridge.oauth.internal.request;

import static dev.drawbridge.oauth.OAuthError.INVALID_REQUEST;
import static dev.drawbridge.oauth.OAuthError.INVALID_SCOPE;
import static dev.drawbridge.oauth.OAuthError.INVALID_TARGET;
import static dev.drawbridge.oauth.OAuthError.REQUEST_NOT_SUPPORTED;
import static dev.drawbridge.oauth.OAuthError.REQUEST_URI_NOT_SUPPORTED;
import static dev.drawbridge.oauth.OAuthError.UNAUTHORIZED_CLIENT;
import static dev.drawbridge.oauth.OAuthError.UNSUPPORTED_RESPONSE_TYPE;
import static dev.drawbridge.oauth.internal.request.AuthorizationCheck.BOTH;
import static dev.drawbridge.oauth.internal.request.AuthorizationCheck.client;
import static dev.drawbridge.oauth.internal.request.AuthorizationCheck.redirect;
import static dev.drawbridge.oauth.internal.request.AuthorizationCheck.request;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.APP_NOT_ACTIVE;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.INVALID_REDIRECT_URI;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.MALFORMED_REQUEST;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.MISSING_REDIRECT_URI;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.STATE_TOO_LONG;
import static dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason.UNKNOWN_CLIENT;

import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.request.AuthorizationCheck.Stage;
import dev.drawbridge.oauth.internal.request.AuthorizationInput.Endpoint;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is checked about an authorization request, in this order, at the authorization endpoint and at the pushed
 * authorization request endpoint. Parameters that no line names are ignored (RFC 6749 §3.1).
 */
public final class AuthorizationChecks {

    private static final Set<Endpoint> AUTHORIZE = Set.of(Endpoint.AUTHORIZE);
    private static final Set<Endpoint> PAR = Set.of(Endpoint.PAR);
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");
    // BASE64URL of a SHA-256 without padding (RFC 7636 §4.2).
    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ClientPolicies policies;
    private final AuthorizationValues values;
    private final List<AuthorizationCheck> checks;

    /**
     * Makes the list.
     *
     * @param policies what this server and each app want of requests
     * @param values reads keys, resources and scopes
     */
    public AuthorizationChecks(ClientPolicies policies, AuthorizationValues values) {
        this.policies = policies;
        this.values = values;
        this.checks = List.of(
                // Nothing is known of the request yet: a page at the authorization endpoint.
                client("client_id is not repeated", MALFORMED_REQUEST, "RFC 6749 §3.1", this::oneClient),
                client("client is registered", UNKNOWN_CLIENT, "RFC 6749 §4.1.2.1", this::clientIsRegistered),
                client("client is active", APP_NOT_ACTIVE, "RFC 6749 §4.1.2.1", this::clientIsActive),
                // There may be nowhere to send an error to: a page that names the app.
                redirect("redirect_uri is not repeated", MALFORMED_REQUEST, "RFC 6749 §3.1", this::oneRedirect),
                redirect("redirect_uri is known", MISSING_REDIRECT_URI, "RFC 6749 §3.1.2.3", this::redirectIsKnown),
                redirect("redirect_uri is registered", INVALID_REDIRECT_URI, "RFC 9700 §4.1.3", this::redirectIsOwn),
                redirect("state can be returned", STATE_TOO_LONG, "RFC 6749 §4.1.2", this::stateIsShort),
                // From here on the app gets the error.
                request("request was pushed", AUTHORIZE, INVALID_REQUEST, "RFC 9126 §5", this::pushed),
                request("no reference is pushed", PAR, INVALID_REQUEST, "RFC 9126 §2.1", this::noReference),
                request("dpop_jkt is proven", PAR, INVALID_REQUEST, "RFC 9449 §10.1", this::provenKey),
                request("redirect_uri is named https", PAR, INVALID_REQUEST, "FAPI 2.0 §5.3.2.2", this::httpsRedirect),
                request("no parameter is repeated", BOTH, INVALID_REQUEST, "RFC 6749 §3.1", this::noneRepeated),
                request("response_type is present", BOTH, INVALID_REQUEST, "RFC 6749 §3.1.1", this::responseType),
                request("response_type is code", BOTH, UNSUPPORTED_RESPONSE_TYPE, "RFC 6749 §4.1.1", this::code),
                request("response_mode is query", BOTH, INVALID_REQUEST, "OAuth Response Types §2.1", this::query),
                request("client may use codes", BOTH, UNAUTHORIZED_CLIENT, "RFC 6749 §4.1.2.1", this::usesCodes),
                request("no request object", BOTH, REQUEST_NOT_SUPPORTED, "RFC 9101 §10.2", this::noRequestObject),
                request("no request_uri", AUTHORIZE, REQUEST_URI_NOT_SUPPORTED, "RFC 9101 §10.2", this::noRequestUri),
                request("dpop_jkt is a thumbprint", BOTH, INVALID_REQUEST, "RFC 9449 §10", this::thumbprint),
                request("code_challenge is present", BOTH, INVALID_REQUEST, "RFC 7636 §4.4.1", this::challenge),
                request("code_challenge_method is S256", BOTH, INVALID_REQUEST, "RFC 7636 §4.3", this::s256),
                request("code_challenge is a hash", BOTH, INVALID_REQUEST, "RFC 7636 §4.2", this::challengeIsHash),
                request("resources are known", BOTH, INVALID_TARGET, "RFC 8707 §2.1", this::resources),
                request("scope can be kept", BOTH, INVALID_SCOPE, "RFC 6749 §3.3", this::scopeIsShort),
                request("scope is well-formed", BOTH, INVALID_SCOPE, "RFC 6749 §3.3", this::scopeIsWellFormed),
                request("scopes are the client's", BOTH, INVALID_SCOPE, "RFC 6749 §3.3", this::scopesOfClient),
                request("a scope is the resource's", BOTH, INVALID_SCOPE, "RFC 8707 §2.2", this::scopeOfResource),
                request("prompt none comes alone", BOTH, INVALID_REQUEST, "OIDC Core §3.1.2.1", this::promptNone));
    }

    /** Returns the list, in order. */
    List<AuthorizationCheck> all() {
        return checks;
    }

    /**
     * Runs the checks of one stage.
     *
     * @throws InvalidLinkException at the authorization endpoint, if there is nowhere to send the error to
     * @throws dev.drawbridge.oauth.OAuthException otherwise
     */
    void require(Stage stage, AuthorizationInput input) {
        checks.stream().filter(check -> check.stage() == stage).forEach(check -> check.require(input));
    }

    private boolean oneClient(AuthorizationInput input) {
        return input.atMostOnce("client_id");
    }

    private boolean clientIsRegistered(AuthorizationInput input) {
        return input.client() != null;
    }

    private boolean clientIsActive(AuthorizationInput input) {
        return input.knownClient().usable(input.now());
    }

    private boolean oneRedirect(AuthorizationInput input) {
        return input.atMostOnce("redirect_uri");
    }

    private boolean redirectIsKnown(AuthorizationInput input) {
        return input.redirectUri().isPresent();
    }

    private boolean redirectIsOwn(AuthorizationInput input) {
        return input.sent()
                .first("redirect_uri")
                .filter(uri -> uri.length() > AuthorizationRequest.MAX_REDIRECT_URI
                        || !RedirectUris.matches(input.knownClient(), uri))
                .isEmpty();
    }

    private boolean stateIsShort(AuthorizationInput input) {
        return input.state()
                .filter(state -> state.length() > AuthorizationRequest.MAX_STATE)
                .isEmpty();
    }

    private @Nullable String pushed(AuthorizationInput input) {
        boolean forbidden = !input.pushed() && policies.mustPush(input.knownClient());
        return fault(forbidden, "Requests of this app are taken only if they were pushed (RFC 9126).");
    }

    private @Nullable String noReference(AuthorizationInput input) {
        return fault(
                input.sent().first("request_uri").isPresent(), "Push the parameters themselves, not a request_uri.");
    }

    private @Nullable String provenKey(AuthorizationInput input) {
        boolean other = input.provenKey() != null
                && !input.sent().text("dpop_jkt").equals(input.provenKey().value());
        return fault(other, "The dpop_jkt is not that of the key of the DPoP proof.");
    }

    private @Nullable String httpsRedirect(AuthorizationInput input) {
        boolean taken = policies.takesRedirect(input.sent().first("redirect_uri"));
        return fault(!taken, "Name the redirect_uri; it must be https.");
    }

    private @Nullable String noneRepeated(AuthorizationInput input) {
        return fault(input.sent().repeated(REPEATABLE).isPresent(), "A parameter is included more than once.");
    }

    private @Nullable String responseType(AuthorizationInput input) {
        return fault(input.sent().first("response_type").isEmpty(), "The response_type is missing.");
    }

    private @Nullable String code(AuthorizationInput input) {
        boolean code = input.sent().text("response_type").equals("code");
        return fault(!code, "The only response_type of this server is code.");
    }

    // A response in another place than the app reads is worse than none.
    private @Nullable String query(AuthorizationInput input) {
        boolean query = input.sent().first("response_mode").orElse("query").equals("query");
        return fault(!query, "The only response_mode of this server is query.");
    }

    private @Nullable String usesCodes(AuthorizationInput input) {
        boolean machine = input.knownClient().type() == AppType.MACHINE;
        return fault(machine, "This app uses client_credentials, not the authorization code.");
    }

    private @Nullable String noRequestObject(AuthorizationInput input) {
        return fault(
                input.sent().first("request").isPresent(), "Send the parameters themselves, not a request object.");
    }

    private @Nullable String noRequestUri(AuthorizationInput input) {
        return fault(
                input.sent().first("request_uri").isPresent(), "Send the parameters themselves, not a request_uri.");
    }

    private @Nullable String thumbprint(AuthorizationInput input) {
        boolean wrong = input.sent().first("dpop_jkt").isPresent()
                && AuthorizationValues.key(input.sent()).isEmpty();
        return fault(wrong, "The dpop_jkt is not the base64url form of a SHA-256.");
    }

    private @Nullable String challenge(AuthorizationInput input) {
        boolean missing = input.sent().first("code_challenge").isEmpty();
        return fault(missing, "The code_challenge is missing: PKCE with S256 is required.");
    }

    // Without a method the challenge is a plain one (RFC 7636 §4.3), which is refused.
    private @Nullable String s256(AuthorizationInput input) {
        boolean s256 = input.sent().text("code_challenge_method").equals("S256");
        return fault(!s256, "The transform algorithm is not supported: use code_challenge_method=S256.");
    }

    private @Nullable String challengeIsHash(AuthorizationInput input) {
        boolean hash =
                S256_CHALLENGE.matcher(input.sent().text("code_challenge")).matches();
        return fault(!hash, "The code_challenge is not the base64url form of a SHA-256.");
    }

    private @Nullable String resources(AuthorizationInput input) {
        return fault(values.resources(input.sent()).isEmpty(), "A resource is malformed or unknown to this server.");
    }

    private @Nullable String scopeIsShort(AuthorizationInput input) {
        boolean tooLong = input.sent().text("scope").length() > AuthorizationRequest.MAX_SCOPE;
        return fault(tooLong, "The scope is too long.");
    }

    private @Nullable String scopeIsWellFormed(AuthorizationInput input) {
        return fault(values.scopeNames(input.sent()).isEmpty(), "The scope is malformed.");
    }

    private @Nullable String scopesOfClient(AuthorizationInput input) {
        boolean allowed = values.areOfApp(input.sent(), input.knownClient());
        return fault(!allowed, "A scope is unknown or not among those of the app.");
    }

    private @Nullable String scopeOfResource(AuthorizationInput input) {
        boolean none = values.scopes(input.sent(), input.knownClient()).isEmpty();
        return fault(none, "None of the scopes is one of the resource.");
    }

    private @Nullable String promptNone(AuthorizationInput input) {
        return fault(Prompt.contradicts(input.sent()), "The prompt none comes alone.");
    }

    private static @Nullable String fault(boolean wrong, String description) {
        return wrong ? description : null;
    }
}
