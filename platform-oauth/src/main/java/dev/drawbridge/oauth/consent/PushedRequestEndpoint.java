package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import dev.drawbridge.oauth.store.JwkThumbprint;
import dev.drawbridge.oauth.store.PushedRequest;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pushed authorization request endpoint (RFC 9126 §2): an app sends its request itself and gets a {@code request_uri}
 * for the browser. The checks are those of {@link AuthorizationEndpoint}; here every refusal is JSON.
 */
final class PushedRequestEndpoint {

    static final String PATH = "/oauth/par";

    /** What the reader of authorization requests knows; nothing else is kept, so nobody can keep their own data here. */
    private static final List<String> KNOWN = List.of(
            "response_type",
            "response_mode",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "resource",
            "dpop_jkt",
            "request");

    /** The most bytes of known parameters, names and values. */
    private static final int MAX_BYTES = 8 * 1024;

    private final CoreServices env;
    private final AuthorizationRequestReader reader;
    private final PushedRequests pushed;
    private final ClientPolicies policies;

    PushedRequestEndpoint(
            CoreServices env, AuthorizationRequestReader reader, PushedRequests pushed, ClientPolicies policies) {
        this.env = env;
        this.reader = reader;
        this.policies = policies;
        this.pushed = pushed;
    }

    /** Refuses a request with more than may be kept before anything is asked about its client. */
    static Response refuseTooLarge(Request request, Handler next) {
        return bytes(request) <= MAX_BYTES
                ? next.handle(request)
                : new OAuthException(
                                OAuthError.REQUEST_TOO_LARGE,
                                "The parameters of the request have more than " + MAX_BYTES + " bytes.")
                        .toResponse();
    }

    private static int bytes(Request request) {
        try {
            Parameters form = request.form();
            return KNOWN.stream()
                    .flatMap(name -> form.all(name).stream().map(name::concat))
                    .mapToInt(pair -> pair.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        } catch (ProblemException e) {
            // What is wrong with it is told by whoever reads it next.
            return 0;
        }
    }

    /**
     * Takes a request.
     *
     * @param client who was authenticated
     * @param key the key that it proved, which then binds the code (RFC 9449 §10.1); null if it sent no proof
     * @param form what it sent
     * @return 201 with the {@code request_uri}
     * @throws OAuthException with the error that the authorization endpoint would send to the app
     */
    Response push(App client, @Nullable JwkThumbprint key, Parameters form) {
        if (form.first("request_uri").isPresent()) {
            throw invalid("Push the parameters themselves, not a request_uri.");
        }
        StringBuilder encoded = encode(client, form);
        if (key != null) {
            bind(encoded, key, form);
        }
        if (encoded.length() > PushedRequest.MAX_PARAMETERS) {
            throw invalid("The request is longer than " + PushedRequest.MAX_PARAMETERS + " characters.");
        }
        String parameters = encoded.toString();
        check(parameters);
        Secret uri = pushed.keep(client, parameters);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("request_uri", uri.reveal());
        answer.put("expires_in", PushedRequests.LIFETIME.toSeconds());
        return Response.json(201, answer);
    }

    /** Judges what is going to be kept, exactly as it will be read again. */
    private void check(String parameters) {
        try {
            Parameters sent = Parameters.parse(parameters);
            AuthorizationTarget target = AuthorizationTarget.read(env, sent);
            policies.requireRedirect(target.redirectUri(), target.redirectUriSent());
            reader.read(sent, target);
            Prompt.read(sent);
        } catch (InvalidLinkException e) {
            throw refusal(e.reason());
        } catch (ProblemException e) {
            throw invalid("There are too many parameters.");
        }
    }

    private static void bind(StringBuilder encoded, JwkThumbprint key, Parameters form) {
        Optional<String> named = form.first("dpop_jkt");
        if (named.isPresent() && !named.get().equals(key.value())) {
            throw invalid("The dpop_jkt is not that of the key of the DPoP proof.");
        }
        if (named.isEmpty()) {
            encoded.append("&dpop_jkt=").append(key.value());
        }
    }

    private static StringBuilder encode(App client, Parameters form) {
        StringBuilder encoded = new StringBuilder("client_id=")
                .append(AuthorizationResponse.encode(client.clientId().value()));
        for (String name : KNOWN) {
            for (String value : form.all(name)) {
                encoded.append('&').append(name).append('=').append(AuthorizationResponse.encode(value));
            }
        }
        return encoded;
    }

    // RFC 9126 §2.3: what would be a page at the authorization endpoint has a code here.
    private static OAuthException refusal(InvalidLinkException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_CLIENT,
                    APP_NOT_ACTIVE,
                    NOT_INSTALLABLE,
                    INVALID_CLIENT_DOCUMENT,
                    CLIENT_DOCUMENT_BUSY,
                    NOT_LOGGED_IN ->
                new OAuthException(OAuthError.INVALID_CLIENT, "The client is unknown or its credentials are wrong.");
            case MISSING_REDIRECT_URI -> invalid("The redirect_uri is missing: the app has not exactly one.");
            case INVALID_REDIRECT_URI -> invalid("The redirect_uri is not one of the app.");
            case STATE_TOO_LONG ->
                invalid("The state is longer than " + AuthorizationRequest.MAX_STATE + " characters.");
            case MALFORMED_REQUEST, INVALID_REQUEST_URI -> invalid("A parameter is malformed or too long.");
        };
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_REQUEST, description);
    }
}
