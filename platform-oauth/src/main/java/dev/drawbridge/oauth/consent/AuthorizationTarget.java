package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.consent.InvalidLinkException.Reason;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and where the answer goes. Only {@link #read} makes one, so whoever holds it may redirect: the app is usable
 * and the redirect URI is its own.
 */
final class AuthorizationTarget {

    private final App app;
    private final String redirectUri;
    private final boolean redirectUriSent;
    private final @Nullable String state;

    private AuthorizationTarget(App app, String redirectUri, boolean redirectUriSent, @Nullable String state) {
        this.app = app;
        this.redirectUri = redirectUri;
        this.redirectUriSent = redirectUriSent;
        this.state = state;
    }

    /**
     * Takes the parameters of an authorization request from query and form together (RFC 6749 §3.1), so that one that
     * stands in both counts as repeated.
     */
    static Parameters parameters(Request request) {
        try {
            String body = request.method().equals("POST") ? request.encodedForm() : "";
            return Parameters.parse(body.isEmpty() ? request.rawQuery() : request.rawQuery() + "&" + body);
        } catch (ProblemException e) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST);
        }
    }

    /** Checks client, then redirect URI (RFC 6749 §4.1.2.1); until both hold there is nowhere to redirect to. */
    static AuthorizationTarget read(CoreServices env, Parameters sent) {
        App app = usableApp(env, sent);
        List<String> addresses = values(sent, "redirect_uri", app);
        if (addresses.isEmpty()) {
            List<String> registered = app.access().redirectUris();
            if (registered.size() != 1) {
                throw new InvalidLinkException(Reason.MISSING_REDIRECT_URI, app);
            }
            return new AuthorizationTarget(app, registered.get(0), false, state(sent, app));
        }
        String address = addresses.get(0);
        if (address.length() > AuthorizationRequest.MAX_REDIRECT_URI || !RedirectUris.matches(app, address)) {
            throw new InvalidLinkException(Reason.INVALID_REDIRECT_URI, app);
        }
        return new AuthorizationTarget(app, address, true, state(sent, app));
    }

    /** Finds the app that {@code client_id} names, if it may be used. */
    static App usableApp(CoreServices env, Parameters sent) {
        Optional<App> app = values(sent, "client_id", null).stream().findFirst().flatMap(id -> find(env, id));
        if (app.isEmpty()) {
            throw new InvalidLinkException(Reason.UNKNOWN_CLIENT);
        }
        if (!app.get().usable(env.clock().instant())) {
            throw new InvalidLinkException(Reason.APP_NOT_ACTIVE);
        }
        return app.get();
    }

    private static Optional<App> find(CoreServices env, String id) {
        try {
            return env.apps().findByClientId(new ClientId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> values(Parameters sent, String name, @Nullable App app) {
        List<String> values = sent.all(name);
        if (values.size() > 1) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST, app);
        }
        return values;
    }

    private static @Nullable String state(Parameters sent, App app) {
        // Of two states neither is the app's; the request is refused later, without one.
        String state = sent.all("state").size() > 1 ? null : sent.first("state").orElse(null);
        if (state != null && state.length() > AuthorizationRequest.MAX_STATE) {
            throw new InvalidLinkException(Reason.STATE_TOO_LONG, app);
        }
        return state;
    }

    App app() {
        return app;
    }

    String redirectUri() {
        return redirectUri;
    }

    boolean redirectUriSent() {
        return redirectUriSent;
    }

    @Nullable
    String state() {
        return state;
    }

    /** Returns what sends the answer there. */
    AuthorizationResponse response(CoreServices env) {
        return new AuthorizationResponse(env.issuer(), redirectUri, state);
    }
}
