package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of registration, in the header {@code Authorization} (RFC 6750 §2.1). */
final class BearerTokens {

    // RFC 9110 §11.4: spaces, then token68 and nothing else.
    private static final Pattern CREDENTIALS =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private BearerTokens() {}

    /** Returns the token of a request. */
    static Secret of(Request request) {
        List<String> headers = request.headers().all("Authorization");
        if (headers.isEmpty()) {
            // RFC 6750 §3: without credentials the challenge has no error code.
            throw new OAuthException(OAuthError.INVALID_TOKEN, "Send the token as Authorization: Bearer.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"registration\"");
        }
        Matcher header = CREDENTIALS.matcher(headers.get(0));
        if (headers.size() > 1 || !header.matches()) {
            throw invalid();
        }
        return Secret.of(header.group(1));
    }

    /** The one refusal of every token that does not do. */
    static OAuthException invalid() {
        return new OAuthException(
                        OAuthError.INVALID_TOKEN, "The token is unknown, used up, expired or for another client.")
                .withHeader("WWW-Authenticate", "Bearer realm=\"registration\", error=\"invalid_token\"");
    }
}
