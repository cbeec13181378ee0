package dev.drawbridge.core.account;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/** Where a request carries its session, and how an answer gives or takes one. Thread-safe. */
final class SessionCookies {

    /** The bare name; over https it is sent with the prefix {@code __Host-}. */
    static final String NAME = "dp_session";

    private static final String BEARER = "bearer ";

    private final Environment env;
    private final DeveloperAccountService service;

    SessionCookies(Environment env, DeveloperAccountService service) {
        this.env = env;
        this.service = service;
    }

    /**
     * A good session and how it was presented.
     *
     * @param session the session
     * @param byCookie whether a browser sends it by itself, so that other sites must be kept from using it
     */
    record Access(DeveloperSession session, boolean byCookie) {

        /** What the form token is bound to: only what browsers send by themselves needs one. */
        Optional<String> binding() {
            return byCookie ? Optional.of(session.id()) : Optional.empty();
        }
    }

    /** Finds the session of a page's request: cookies only. */
    Optional<Access> ofPage(Request request) {
        return cookie(request).flatMap(service::session).map(session -> new Access(session, true));
    }

    /** Finds the session of a JSON call: the {@code Authorization} header wins. */
    Optional<Access> ofJson(Request request) {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            return ofPage(request);
        }
        return bearer(header.get()).flatMap(service::session).map(session -> new Access(session, false));
    }

    /** Finds the token that a request carries, good or not. */
    Optional<Secret> token(Request request) {
        return request.header("Authorization").flatMap(SessionCookies::bearer).or(() -> cookie(request));
    }

    /** Makes the answer set the session's cookie. */
    Response give(Response response, LoggedIn session) {
        Duration left = Duration.between(env.clock().instant(), session.expiresAt());
        return response.with(new Cookie(NAME, session.token().reveal(), left, env.secure()));
    }

    /** Makes the answer remove the session's cookie. */
    Response take(Response response) {
        return response.with(new Cookie(NAME, "", Duration.ZERO, env.secure()));
    }

    private Optional<Secret> cookie(Request request) {
        return request.cookie(Cookie.wireName(NAME, env.secure())).map(Secret::of);
    }

    private static Optional<Secret> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(Secret.of(header.substring(BEARER.length()).strip()))
                : Optional.empty();
    }
}
