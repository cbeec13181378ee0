package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import dev.drawbridge.oauth.store.CodeBinding;
import dev.drawbridge.oauth.store.JwkThumbprint;
import dev.drawbridge.oauth.store.Resources;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an authorization request whose target is known: one ordered list of checks, each of which may redirect an error.
 * Parameters that are not known here are ignored (RFC 6749 §3.1).
 */
final class AuthorizationRequestReader {

    /** Asked for by clients that expect it; every code grant gives a refresh token anyway. */
    static final String OFFLINE_ACCESS = "offline_access";

    private static final Set<String> REPEATABLE = Set.of("resource", "audience");
    // BASE64URL of a SHA-256 without padding (RFC 7636 §4.2).
    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ScopeCatalog catalog;
    private final ResourceCatalog resources;

    AuthorizationRequestReader(ScopeCatalog catalog, ResourceCatalog resources) {
        this.catalog = catalog;
        this.resources = resources;
    }

    AuthorizationRequest read(Parameters sent, AuthorizationTarget target) {
        checkRepeated(sent);
        checkResponseType(sent, target.app());
        checkNoRequestObject(sent);
        JwkThumbprint key = key(sent);
        String challenge = codeChallenge(sent);
        Resources named = resources(sent);
        Scopes scopes = scopes(sent, target.app(), resources.meant(named));
        return new AuthorizationRequest(
                target.app().id(),
                new CodeBinding(target.redirectUri(), target.redirectUriSent(), challenge, key),
                target.state(),
                scopes,
                named,
                Prompt.read(sent) == Prompt.CONSENT);
    }

    // RFC 6749 §3.1: request parameters must not be included more than once.
    private static void checkRepeated(Parameters sent) {
        if (sent.repeated(REPEATABLE).isPresent()) {
            throw invalid("A parameter is included more than once.");
        }
    }

    // RFC 6749 §3.1.1, §4.1.2.1
    private static void checkResponseType(Parameters sent, App app) {
        String type = sent.first("response_type").orElseThrow(() -> invalid("The response_type is missing."));
        if (!type.equals("code")) {
            throw new OAuthException(
                    OAuthError.UNSUPPORTED_RESPONSE_TYPE, "The only response_type of this server is code.");
        }
        // An answer in another place than the app reads is worse than none.
        if (sent.first("response_mode").filter(mode -> !mode.equals("query")).isPresent()) {
            throw invalid("The only response_mode of this server is query.");
        }
        if (app.type() == AppType.MACHINE) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT, "This app uses client_credentials, not the authorization code.");
        }
    }

    // RFC 9101 §10.2
    private static void checkNoRequestObject(Parameters sent) {
        if (sent.first("request").isPresent()) {
            throw new OAuthException(
                    OAuthError.REQUEST_NOT_SUPPORTED, "Send the parameters themselves, not a request object.");
        }
        if (sent.first("request_uri").isPresent()) {
            throw new OAuthException(
                    OAuthError.REQUEST_URI_NOT_SUPPORTED, "Send the parameters themselves, not a request_uri.");
        }
    }

    // RFC 9449 §10
    private static @Nullable JwkThumbprint key(Parameters sent) {
        try {
            return sent.first("dpop_jkt").map(JwkThumbprint::new).orElse(null);
        } catch (IllegalArgumentException e) {
            throw invalid("The dpop_jkt is not the base64url form of a SHA-256.");
        }
    }

    // RFC 7636 §4.3, §4.4.1: without a method the challenge is a plain one, which is refused.
    private static String codeChallenge(Parameters sent) {
        String challenge = sent.first("code_challenge")
                .orElseThrow(() -> invalid("The code_challenge is missing: PKCE with S256 is required."));
        if (!sent.text("code_challenge_method").equals("S256")) {
            throw invalid("The transform algorithm is not supported: use code_challenge_method=S256.");
        }
        if (!S256_CHALLENGE.matcher(challenge).matches()) {
            throw invalid("The code_challenge is not the base64url form of a SHA-256.");
        }
        return challenge;
    }

    // RFC 8707 §2.1
    private Resources resources(Parameters sent) {
        return resources
                .read(sent.all("resource"))
                .orElseThrow(() -> new OAuthException(
                        OAuthError.INVALID_TARGET, "A resource is malformed or not one of this server."));
    }

    // What the resources do not take is left out, as nobody could use it (RFC 8707 §2.2).
    private Scopes scopes(Parameters sent, App app, List<ProtectedResource> targets) {
        Scopes taken = ResourceCatalog.filter(targets, scopes(sent, app));
        if (taken.isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "None of the scopes is one of the resource.");
        }
        return taken;
    }

    // RFC 6749 §3.3: without a scope the app gets what it is registered for.
    private Scopes scopes(Parameters sent, App app) {
        String wire = sent.text("scope");
        if (wire.length() > AuthorizationRequest.MAX_SCOPE) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope is too long.");
        }
        List<String> names = new ArrayList<>(parse(wire).names());
        names.remove(OFFLINE_ACCESS);
        Scopes allowed = app.access().scopes();
        Scopes registered = catalog.expand(allowed);
        if (names.isEmpty()) {
            return registered;
        }
        TreeSet<String> wanted = new TreeSet<>();
        for (String name : names) {
            boolean wildcard = Scopes.isWildcard(name) && allowed.contains(name);
            if (!wildcard && !registered.contains(name)) {
                throw new OAuthException(OAuthError.INVALID_SCOPE, "A scope is unknown or not among those of the app.");
            }
            wanted.addAll(wildcard ? catalog.expand(Scopes.of(name)).names() : Set.of(name));
        }
        return Scopes.of(wanted);
    }

    private static Scopes parse(String wire) {
        try {
            return Scopes.parse(wire);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope is malformed.");
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_REQUEST, description);
    }
}
