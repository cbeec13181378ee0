package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Carries the address that someone signed up with to the next page: in a cookie, not in the URL, because URLs end up in logs.
 * Thread-safe.
 */
final class SignUpCookie {

    private static final String NAME = "dp_signup";
    private static final Duration AGE = Duration.ofHours(1);

    private final boolean secure;

    /**
     * Makes the cookie.
     *
     * @param secure whether browsers reach the platform over https
     */
    SignUpCookie(boolean secure) {
        this.secure = secure;
    }

    /** Makes the response set the cookie. */
    Response give(Response response, String email) {
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(email.getBytes(StandardCharsets.UTF_8));
        return response.with(new Cookie(NAME, value, AGE, secure));
    }

    /** Returns the address that a request carries, if it is one. */
    Optional<EmailAddress> read(Request request) {
        try {
            return request.cookie(Cookie.wireName(NAME, secure))
                    .map(value -> new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
                    .flatMap(EmailAddress::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
