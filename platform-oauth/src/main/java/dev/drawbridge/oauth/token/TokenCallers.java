package dev.drawbridge.oauth.token;

import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.access.TokenGate;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.resource.ProtectedResource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out for the guard who calls the host's API, by his access token. The path tells which of the host's resources is
 * called; a token for another one is refused. Thread-safe.
 */
final class TokenCallers implements CallerResolver {

    private final AccessTokenVerifier verifier;
    private final ClientPolicies policies;
    private final TokenGate<VerifiedAccessToken> gate;

    TokenCallers(
            CoreServices env,
            AccessTokenVerifier verifier,
            DpopVerifier proofs,
            ClientPolicies policies,
            Function<ProtectedResource, String> resourceMetadata) {
        this.verifier = verifier;
        this.policies = policies;
        this.gate = new TokenGate<>(
                (token, request) -> verify(token, called(request)),
                new TokenGate.Proofs(
                        proofs,
                        policies.rules().algorithmNames(),
                        env.issuer().toString(),
                        env.clock(),
                        policies.rules().senderConstrained()),
                request -> resourceMetadata.apply(
                        called(request).orElse(verifier.resources().standard())));
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

    private Optional<ProtectedResource> called(Request request) {
        return verifier.resources().at(request.path());
    }

    private TokenGate.Verdict<VerifiedAccessToken> verify(Secret token, Optional<ProtectedResource> resource) {
        if (resource.isEmpty()) {
            return new TokenGate.Bad<>();
        }
        AccessTokenVerifier.Verification found = verifier.examine(token, resource.get());
        if (found instanceof AccessTokenVerifier.Valid valid) {
            VerifiedAccessToken good = valid.token();
            return new TokenGate.Good<>(good, good.boundTo().orElse(null), policies.mustBind(good.app()));
        }
        return found instanceof AccessTokenVerifier.Unavailable ? new TokenGate.Unknown<>() : new TokenGate.Bad<>();
    }
}
