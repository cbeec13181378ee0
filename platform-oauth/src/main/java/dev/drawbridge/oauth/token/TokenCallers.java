package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.dpop.DpopExpectation;
import dev.drawbridge.oauth.dpop.DpopFault;
import dev.drawbridge.oauth.dpop.DpopOutcome;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who calls the host's API by the header {@code Authorization}: {@code Bearer} (RFC 6750 §2.1), or {@code DPoP} with
 * a proof of the key (RFC 9449 §7.1); tokens in the query are not looked at. Thread-safe.
 *
 * <p>The scheme must be the token's own: a bound token is refused as a bearer token and the other way round.
 */
final class TokenCallers implements CallerResolver {

    // RFC 9110 §11.4: spaces, then token68 and nothing else.
    private static final Pattern CREDENTIALS = Pattern.compile("[A-Za-z]+ +([A-Za-z0-9._~+/-]+=*)");

    private static final String UNBOUND = "The access token is not bound to a key, as tokens of this app must be.";
    private static final String BAD_TOKEN = "The access token is malformed, expired, revoked or not for this API.";

    private final Environment env;
    private final AccessTokenVerifier verifier;
    private final DpopVerifier proofs;
    private final ClientPolicies policies;
    private final String resourceMetadata;

    TokenCallers(
            Environment env,
            AccessTokenVerifier verifier,
            DpopVerifier proofs,
            ClientPolicies policies,
            String resourceMetadata) {
        this.env = env;
        this.verifier = verifier;
        this.proofs = proofs;
        this.policies = policies;
        this.resourceMetadata = resourceMetadata;
    }

    @Override
    public Resolution resolve(Request request, String requiredScope) {
        List<String> headers = request.headers().all("Authorization");
        if (headers.size() > 1 || (!headers.isEmpty() && tokenInForm(request))) {
            String detail = "Send one access token, in the Authorization header.";
            return refused(new Refusal(400, TokenType.BEARER, "invalid_request", detail), requiredScope);
        }
        Optional<TokenType> type = headers.isEmpty() ? Optional.empty() : type(headers.get(0));
        if (type.isEmpty()) {
            return missing(requiredScope);
        }
        Matcher header = CREDENTIALS.matcher(headers.get(0));
        if (!header.matches()) {
            return refused(
                    new Refusal(401, type.get(), "invalid_token", "The Authorization header is malformed."),
                    requiredScope);
        }
        Secret token = Secret.of(header.group(1));
        AccessTokenVerifier.Verification found = verifier.verify(token, type.get());
        if (found instanceof AccessTokenVerifier.Unavailable) {
            return new Refused(Problem.unavailable());
        }
        if (!(found instanceof AccessTokenVerifier.Valid valid)) {
            return refused(new Refusal(401, type.get(), "invalid_token", BAD_TOKEN), requiredScope);
        }
        if (type.get() == TokenType.DPOP) {
            return withProof(request, token, valid, requiredScope);
        }
        // A token from before the rule: who holds it can get a bound one.
        return policies.mustBind(valid.token().app())
                ? refused(new Refusal(401, TokenType.DPOP, "invalid_token", UNBOUND), requiredScope)
                : resolved(valid);
    }

    /** Why a call is refused; the type names the scheme of the challenge. */
    private record Refusal(int status, TokenType type, String code, String detail) {}

    private Resolution withProof(Request request, Secret token, AccessTokenVerifier.Valid valid, String requiredScope) {
        // What clients see is the issuer's origin, whatever proxy stands between.
        URI uri = URI.create(env.issuer() + request.path());
        DpopExpectation expected = DpopExpectation.atResource(
                request.method(), uri, token, valid.token().boundTo().orElseThrow());
        DpopOutcome outcome = proofs.verify(
                request.headers().all("DPoP"), expected, env.clock().instant());
        if (outcome instanceof DpopOutcome.Refused refused) {
            DpopFault fault = refused.fault();
            // RFC 9449 §7.1: a good proof of another key says that the token is not the sender's.
            String code = fault == DpopFault.BINDING ? "invalid_token" : "invalid_dpop_proof";
            return refused(new Refusal(401, TokenType.DPOP, code, fault.description()), requiredScope);
        }
        if (outcome instanceof DpopOutcome.NonceWanted wanted) {
            String detail = "Make a DPoP proof with the nonce of the header.";
            return new Refused(problem(new Refusal(401, TokenType.DPOP, "use_dpop_nonce", detail), requiredScope)
                    .withHeader("DPoP-Nonce", wanted.nonce()));
        }
        return resolved(valid);
    }

    private static Resolved resolved(AccessTokenVerifier.Valid valid) {
        return new Resolved(valid.token().caller(), valid.token().app());
    }

    /** The scheme, in any case; empty if it is none of ours. */
    private static Optional<TokenType> type(String header) {
        for (TokenType type : TokenType.values()) {
            String scheme = type.wireName();
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())
                    && (header.length() == scheme.length()
                            || !Character.isLetterOrDigit(header.charAt(scheme.length())))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    // RFC 6750 §3: without credentials the challenge has no error code.
    private Resolution missing(String scope) {
        return new Refused(Problem.of(401, "token_required", "Send an access token as Authorization: Bearer.")
                .withHeader("WWW-Authenticate", "Bearer " + parameters(scope)));
    }

    private Resolution refused(Refusal refusal, String scope) {
        return new Refused(problem(refusal, scope));
    }

    private Problem problem(Refusal refusal, String scope) {
        String algorithms = refusal.type() == TokenType.DPOP
                ? "algs=\"" + String.join(" ", policies.rules().algorithmNames()) + "\", "
                : "";
        String challenge = refusal.type().wireName() + " error=\"" + refusal.code() + "\", error_description=\""
                + refusal.detail() + "\", " + algorithms + parameters(scope);
        return Problem.of(refusal.status(), refusal.code(), refusal.detail()).withHeader("WWW-Authenticate", challenge);
    }

    // Scope names have neither quotes nor backslashes (RFC 6749 §3.3), so nothing needs escaping.
    private String parameters(String scope) {
        return "scope=\"" + scope + "\", resource_metadata=\"" + resourceMetadata + "\"";
    }

    private static boolean tokenInForm(Request request) {
        if (!request.hasMediaType("application/x-www-form-urlencoded")) {
            return false;
        }
        try {
            Parameters form = request.form();
            return form.has("access_token");
        } catch (ProblemException e) {
            // Not a form after all: the host's handler will say so.
            return false;
        }
    }
}
