package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.VerifiedAccessToken;
import dev.drawbridge.oauth.internal.access.CallProofs;
import dev.drawbridge.oauth.internal.access.Challenges;
import dev.drawbridge.oauth.internal.access.TokenGate;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for the guard who calls the host's API, by the access token. The path tells which of the host's resources is
 * called; a token for another one is refused. Thread-safe.
 */
public final class TokenCallers implements CallerResolver, TokenGate.Verifier<VerifiedAccessToken> {

    private final LocalAccessTokenVerifier verifier;
    private final ClientPolicies policies;
    private final TokenGate<VerifiedAccessToken> gate;

    /**
     * Makes the resolver.
     *
     * @param verifier verifies tokens
     * @param policies says which apps' tokens must be bound
     * @param proofs verifies proofs of possession
     * @param challenges words what clients are told
     */
    public TokenCallers(
            LocalAccessTokenVerifier verifier, ClientPolicies policies, CallProofs proofs, Challenges challenges) {
        this.verifier = verifier;
        this.policies = policies;
        this.gate = new TokenGate<>(this, proofs, challenges);
    }

    @Override
    public Resolution resolve(Request request, String requiredScope) {
        TokenGate.Entry<VerifiedAccessToken> entry = gate.judge(request, requiredScope);
        if (entry instanceof TokenGate.Admitted<VerifiedAccessToken> admitted) {
            return new Resolved(admitted.token().caller(), admitted.token().app());
        }
        return new Refused(((TokenGate.Refused<VerifiedAccessToken>) entry).problem());
    }

    @Override
    public Problem challenge(Problem problem, Request request, String requiredScope) {
        return gate.challenge(problem, request, requiredScope);
    }

    @Override
    public TokenCheck<VerifiedAccessToken> verify(Secret token, Request request) {
        Optional<ProtectedResource> called = verifier.resources().at(request.path());
        return called.isPresent() ? verifier.check(token, called.get()) : new TokenCheck.Invalid<>();
    }

    @Override
    public @Nullable JwkThumbprint boundTo(VerifiedAccessToken token) {
        return token.boundTo();
    }

    @Override
    public boolean mustBeBound(VerifiedAccessToken token) {
        return policies.mustBind(token.app());
    }
}
