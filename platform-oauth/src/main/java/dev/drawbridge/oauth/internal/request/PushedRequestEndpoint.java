package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.PushedRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pushed authorization request endpoint (RFC 9126 §2): an app sends its request itself and gets a {@code request_uri}
 * for the browser. The checks are {@link AuthorizationChecks}; here every refusal is JSON.
 */
public final class PushedRequestEndpoint {

    /** What the checks know; nothing else is kept, so nobody can keep their own data here. */
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

    // A reference is never kept either: the checks refuse it.
    private static final List<String> CHECKED =
            Stream.concat(KNOWN.stream(), Stream.of("request_uri")).toList();

    /** The most bytes of known parameters, names and values. */
    private static final int MAX_BYTES = 8 * 1024;

    private final AuthorizationRequestReader reader;
    private final PushedRequests pushed;

    /**
     * Makes the endpoint.
     *
     * @param reader checks requests
     * @param pushed keeps those that are valid
     */
    public PushedRequestEndpoint(AuthorizationRequestReader reader, PushedRequests pushed) {
        this.reader = reader;
        this.pushed = pushed;
    }

    /**
     * Refuses a request with more than may be kept before its client is looked up.
     *
     * @param request the request
     * @param next what takes it otherwise
     * @return the response
     */
    public static Response refuseTooLarge(Request request, Handler next) {
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
            // Whoever reads the form next reports what is wrong with it.
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
    public Response push(App client, @Nullable JwkThumbprint key, Parameters form) {
        String parameters = encode(client, key, form);
        if (parameters.length() > PushedRequest.MAX_PARAMETERS) {
            throw invalid("The request is longer than " + PushedRequest.MAX_PARAMETERS + " characters.");
        }
        check(parameters, key);
        Secret uri = pushed.keep(client, parameters);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("request_uri", uri.reveal());
        response.put("expires_in", PushedRequests.LIFETIME.toSeconds());
        return Response.json(201, response);
    }

    /** Checks what is going to be kept, exactly as it will be read again. */
    private void check(String parameters, @Nullable JwkThumbprint key) {
        try {
            AuthorizationInput input = reader.load(Parameters.parse(parameters), key);
            reader.read(input, reader.requireTarget(input));
        } catch (ProblemException e) {
            throw invalid("There are too many parameters.");
        }
    }

    private static String encode(App client, @Nullable JwkThumbprint key, Parameters form) {
        StringBuilder encoded = new StringBuilder("client_id=")
                .append(AuthorizationResponse.encode(client.clientId().value()));
        for (String name : CHECKED) {
            for (String value : form.all(name)) {
                encoded.append('&').append(name).append('=').append(AuthorizationResponse.encode(value));
            }
        }
        // The key that the app proved binds the code, whether or not the request names it (RFC 9449 §10.1).
        if (key != null && form.first("dpop_jkt").isEmpty()) {
            encoded.append("&dpop_jkt=").append(key.value());
        }
        return encoded.toString();
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_REQUEST, description);
    }
}
