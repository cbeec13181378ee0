package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.internal.app.ClientSecrets;
import java.net.URI;
import java.util.Set;

/**
 * {@code GET}, {@code PUT} and {@code DELETE /oauth/register/{client}} (RFC 7592 §2). The registration access token changes
 * with every update, so a client that loses the response to one can no longer manage itself; it can register again.
 * Thread-safe.
 */
public final class ManagementEndpoint {

    static final String CLIENT = "client";

    // RFC 7592 §2.2: these are the server's to say.
    private static final Set<String> NOT_SENT = Set.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final MetadataReader reader;
    private final Registrations registrations;
    private final ClientSecrets secrets;
    private final URI issuer;
    private final PlatformClock clock;

    /**
     * Makes the endpoint.
     *
     * @param reader reads what clients send
     * @param registrations keeps it
     * @param secrets checks client secrets
     * @param issuer begins the URLs of registrations
     * @param clock says when
     */
    public ManagementEndpoint(
            MetadataReader reader,
            Registrations registrations,
            ClientSecrets secrets,
            URI issuer,
            PlatformClock clock) {
        this.reader = reader;
        this.registrations = registrations;
        this.secrets = secrets;
        this.issuer = issuer;
        this.clock = clock;
    }

    Response read(Request request) {
        return response(held(request));
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
        return response(
                registrations.update(held, wanted, request).orElseThrow(RegistrationRefusedException::invalidToken));
    }

    Response delete(Request request) {
        if (!registrations.delete(held(request), request)) {
            throw RegistrationRefusedException.invalidToken();
        }
        return Response.empty(204).noStore();
    }

    private Registrations.Held held(Request request) {
        Registrations.Held held = registrations
                .find(request.pathParameter(CLIENT), BearerTokens.of(request))
                .orElseThrow(RegistrationRefusedException::invalidToken);
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
                .map(secret ->
                        secrets.verify(held.app(), secret, clock.instant()).isPresent())
                .orElse(true);
        if (!ownSecret) {
            throw invalid("The client_secret is not the client's own. It cannot be chosen.");
        }
    }

    private Response response(Registrations.Held held) {
        return Response.json(200, ClientInformation.of(issuer, held));
    }

    private static RegistrationRefusedException invalid(String description) {
        return RegistrationRefusedException.invalidMetadata(description);
    }
}
