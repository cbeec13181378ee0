package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.Set;

/**
 * {@code GET}, {@code PUT} and {@code DELETE /oauth/register/{client}} (RFC 7592 §2). The registration access token changes
 * with every update, so a client that loses the answer to one can no longer manage itself; it can register again. Thread-safe.
 */
final class ManagementEndpoint {

    static final String CLIENT = "client";

    // RFC 7592 §2.2: these are ours to say.
    private static final Set<String> NOT_SENT = Set.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final CoreServices env;
    private final MetadataReader reader;
    private final Registrations registrations;
    private final ClientSecrets secrets;

    ManagementEndpoint(CoreServices env, MetadataReader reader, Registrations registrations, ClientSecrets secrets) {
        this.env = env;
        this.reader = reader;
        this.registrations = registrations;
        this.secrets = secrets;
    }

    Response read(Request request) {
        return answer(held(request));
    }

    /** Replaces all metadata: what is left out gets its default, as at registration. */
    Response update(Request request) {
        Registrations.Held held = held(request);
        JsonObject body = request.json();
        requireOwn(held, body);
        ClientMetadata wanted = reader.read(body);
        if (wanted.type() != held.app().type()) {
            throw invalid("A client cannot change between authenticating with nothing and with something.");
        }
        return answer(registrations.update(held, wanted, request).orElseThrow(BearerTokens::invalid));
    }

    Response delete(Request request) {
        if (!registrations.delete(held(request), request)) {
            throw BearerTokens.invalid();
        }
        return Response.empty(204).noStore();
    }

    private Registrations.Held held(Request request) {
        Registrations.Held held = registrations
                .find(request.pathParameter(CLIENT), BearerTokens.of(request))
                .orElseThrow(BearerTokens::invalid);
        request.permit().giveBack();
        return held;
    }

    private void requireOwn(Registrations.Held held, JsonObject body) {
        if (!body.text("client_id")
                .filter(held.app().clientId().value()::equals)
                .isPresent()) {
            throw invalid("The client_id is missing or another.");
        }
        if (NOT_SENT.stream().anyMatch(body::has)) {
            throw invalid("The body has members that only the server may set.");
        }
        boolean ownSecret = body.text("client_secret")
                .filter(secret -> !secret.isEmpty())
                .map(Secret::of)
                .map(secret -> secrets.verify(held.app(), secret, env.clock().instant())
                        .isPresent())
                .orElse(true);
        if (!ownSecret) {
            throw invalid("The client_secret is not the client's own. It cannot be chosen.");
        }
    }

    private Response answer(Registrations.Held held) {
        return Response.json(200, ClientInformation.of(env, held));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_CLIENT_METADATA, description);
    }
}
