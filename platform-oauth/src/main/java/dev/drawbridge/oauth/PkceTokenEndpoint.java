package dev.drawbridge.oauth;

import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.ClientAuthentication;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.internal.client.PresentedProofs;
import dev.drawbridge.oauth.internal.dpop.DpopProof;
import dev.drawbridge.oauth.internal.token.TokenGrant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The token endpoint (RFC 6749 §3.2) without transport: authenticates the client and lets one grant type decide.
 * Authorization codes need PKCE with S256 (RFC 7636). Thread-safe.
 *
 * <p>{@code POST /oauth/token} is a thin layer on this class; hosts with a transport of their own call {@link #issue}.
 */
public final class PkceTokenEndpoint {

    private final ClientAuthentication authentication;
    private final ClientPolicies policies;
    private final PresentedProofs proofs;
    private final Map<GrantType, TokenGrant> grants = new EnumMap<>(GrantType.class);

    /**
     * Makes the endpoint.
     *
     * @param authentication authenticates clients
     * @param policies says which client may use which grant type
     * @param proofs verifies proofs of possession
     * @param grants one for each grant type that is offered
     */
    PkceTokenEndpoint(
            ClientAuthentication authentication,
            ClientPolicies policies,
            PresentedProofs proofs,
            List<TokenGrant> grants) {
        this.authentication = authentication;
        this.policies = policies;
        this.proofs = proofs;
        grants.forEach(grant -> this.grants.put(grant.type(), grant));
    }

    /**
     * Responds to a token request.
     *
     * @param request what the client sent
     * @return the tokens
     * @throws OAuthException with the error of RFC 6749 §5.2; nothing was consumed then, except the proof of
     *     possession, and that a replayed code or refresh token ends its family
     */
    public TokenResponse issue(TokenRequest request) {
        TokenGrant grant = GrantType.fromWire(request.require("grant_type"))
                .map(grants::get)
                .orElseThrow(() -> new OAuthException(
                        OAuthError.UNSUPPORTED_GRANT_TYPE, "This server does not support this grant type."));
        AuthenticatedClient client = authentication.authenticate(request);
        if (!policies.mayUse(client.app(), grant.type())) {
            throw new OAuthException(OAuthError.UNAUTHORIZED_CLIENT, "Apps of this type may not use this grant type.");
        }
        Optional<DpopProof> proof = proofs.read(request);
        if (proof.isEmpty() && policies.mustBind(client.app())) {
            throw new OAuthException(
                    OAuthError.INVALID_DPOP_PROOF, "Send a DPoP proof: this app gets bound tokens only.");
        }
        AuthenticatedClient prover =
                proof.map(found -> client.with(found.thumbprint())).orElse(client);
        TokenResponse tokens = grant.issue(prover, request);
        // A public client proves itself by what it redeemed.
        request.permit().giveBack();
        authentication.used(client);
        return tokens.with(proof.flatMap(DpopProof::nextNonce).orElse(null));
    }
}
