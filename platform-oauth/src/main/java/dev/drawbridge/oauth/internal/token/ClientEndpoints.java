package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.ClientAuthentication;
import dev.drawbridge.oauth.internal.client.ClientEndpoint;
import dev.drawbridge.oauth.internal.client.PresentedProofs;
import dev.drawbridge.oauth.internal.dpop.DpopProof;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes endpoints of other packages at which clients authenticate as they do at the token endpoint, and where a refusal
 * becomes the same JSON. Thread-safe.
 */
public final class ClientEndpoints {

    private final ClientAuthentication authentication;
    private final DpopVerifier proofs;
    private final String issuer;
    private final InstantSource clock;

    /**
     * Makes the maker.
     *
     * @param authentication authenticates clients
     * @param proofs verifies proofs of possession
     * @param issuer the endpoints are below it
     * @param clock the time
     */
    public ClientEndpoints(
            ClientAuthentication authentication, DpopVerifier proofs, String issuer, InstantSource clock) {
        this.authentication = authentication;
        this.proofs = proofs;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Makes a route. A proof of possession (RFC 9449) is verified if there is one.
     *
     * @param path where it is, below the issuer
     * @param endpoint responds to an authenticated client
     * @return the route, for POST
     */
    public Route route(String path, ClientEndpoint endpoint) {
        PresentedProofs presented = new PresentedProofs(proofs, URI.create(issuer + path), clock);
        return Route.clientEndpoint(
                "POST", path, http -> TokenRoutes.respond(http, request -> respond(endpoint, request, presented)));
    }

    private Response respond(ClientEndpoint endpoint, TokenRequest request, PresentedProofs presented) {
        AuthenticatedClient client = authentication.authenticate(request);
        Optional<DpopProof> proof = presented.read(request);
        JwkThumbprint key = proof.map(DpopProof::thumbprint).orElse(null);
        Response response = endpoint.handle(client.app(), key, request.parameters());
        authentication.used(client);
        return proof.flatMap(DpopProof::nextNonce)
                .map(nonce -> response.with("DPoP-Nonce", nonce))
                .orElse(response);
    }
}
