package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
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
            throw new RegistrationRefusedException(
                    RegistrationRefusal.NO_TOKEN, "Send the token as Authorization: Bearer.");
        }
        Matcher header = CREDENTIALS.matcher(headers.get(0));
        if (headers.size() > 1 || !header.matches()) {
            throw RegistrationRefusedException.invalidToken();
        }
        return Secret.of(header.group(1));
    }
}
