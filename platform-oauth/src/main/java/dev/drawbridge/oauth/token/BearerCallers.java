package dev.drawbridge.oauth.token;

import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.secret.Secret;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who calls the host's API by the header {@code Authorization: Bearer} (RFC 6750 §2.1); tokens in the query are
 * not looked at. Thread-safe.
 */
final class BearerCallers implements CallerResolver {

    // RFC 9110 §11.4: the scheme in any case, spaces, then token68 and nothing else.
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");
    private static final String SCHEME = "bearer";

    private final AccessTokenVerifier verifier;
    private final String resourceMetadata;

    BearerCallers(AccessTokenVerifier verifier, String resourceMetadata) {
        this.verifier = verifier;
        this.resourceMetadata = resourceMetadata;
    }

    @Override
    public Resolution resolve(Request request, String requiredScope) {
        List<String> headers = request.headers().all("Authorization");
        if (headers.size() > 1 || (!headers.isEmpty() && tokenInForm(request))) {
            return refused(
                    400, "invalid_request", "Send one access token, in the Authorization header.", requiredScope);
        }
        if (headers.isEmpty() || !bearer(headers.get(0))) {
            return missing(requiredScope);
        }
        Matcher header = BEARER.matcher(headers.get(0));
        if (!header.matches()) {
            return refused(401, "invalid_token", "The Authorization header is malformed.", requiredScope);
        }
        AccessTokenVerifier.Verification found = verifier.verify(Secret.of(header.group(1)));
        if (found instanceof AccessTokenVerifier.Valid valid) {
            return new Resolved(valid.token().caller(), valid.token().app());
        }
        if (found instanceof AccessTokenVerifier.Unavailable) {
            return new Refused(Problem.unavailable());
        }
        return refused(
                401,
                "invalid_token",
                "The access token is malformed, expired, revoked or not for this API.",
                requiredScope);
    }

    private static boolean bearer(String header) {
        boolean named = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return named
                && (header.length() == SCHEME.length() || !Character.isLetterOrDigit(header.charAt(SCHEME.length())));
    }

    // RFC 6750 §3: without credentials the challenge has no error code.
    private Resolution missing(String scope) {
        return new Refused(Problem.of(401, "token_required", "Send an access token as Authorization: Bearer.")
                .withHeader("WWW-Authenticate", "Bearer " + parameters(scope)));
    }

    private Resolution refused(int status, String code, String detail, String scope) {
        String error = "Bearer error=\"" + code + "\", error_description=\"" + detail + "\", ";
        return new Refused(Problem.of(status, code, detail).withHeader("WWW-Authenticate", error + parameters(scope)));
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
