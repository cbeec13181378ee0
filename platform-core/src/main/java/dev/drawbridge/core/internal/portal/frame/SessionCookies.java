package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.DeviceTokens;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import java.time.Duration;
import java.util.Optional;

/** Where a request carries its session and its device token, and how a response gives or takes them. Thread-safe. */
public final class SessionCookies {

    /** The bare name; over https it is sent with the prefix {@code __Host-}. */
    public static final String NAME = "dp_session";

    /** The bare name of the cookie that tells a browser that logged in before; it outlives its sessions. */
    public static final String DEVICE = "dp_device";

    private static final String BEARER = "bearer ";

    private final DeveloperAccountService service;
    private final PlatformClock clock;
    private final boolean secure;

    /**
     * Makes the cookies.
     *
     * @param service knows sessions
     * @param clock the time
     * @param secure whether browsers reach the platform over https
     */
    public SessionCookies(DeveloperAccountService service, PlatformClock clock, boolean secure) {
        this.service = service;
        this.clock = clock;
        this.secure = secure;
    }

    /**
     * A good session and how it was presented.
     *
     * @param session the session
     * @param byCookie whether a browser sends it by itself, so that other sites must be kept from using it
     */
    public record Access(DeveloperSession session, boolean byCookie) {

        /** What the form token is bound to: only what browsers send by themselves needs one. */
        public Optional<String> binding() {
            return byCookie ? Optional.of(session.id()) : Optional.empty();
        }
    }

    /** Finds the session of a page's request: cookies only. */
    public Optional<Access> ofPage(Request request) {
        return cookie(request).flatMap(service::session).map(session -> new Access(session, true));
    }

    /** Finds the session of a JSON call: the {@code Authorization} header wins. */
    public Optional<Access> ofJson(Request request) {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            return ofPage(request);
        }
        return bearer(header.get()).flatMap(service::session).map(session -> new Access(session, false));
    }

    /**
     * Returns the session that a call of the portal came with.
     *
     * @throws AccountRefusedException if it ended meanwhile
     */
    public Access access(PortalCall call) {
        boolean json = call.request().path().startsWith(PortalPaths.JSON + "/");
        return (json ? ofJson(call.request()) : ofPage(call.request()))
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
    }

    /** Returns the session that a call of the portal came with, as {@link #access} does. */
    public DeveloperSession own(PortalCall call) {
        return access(call).session();
    }

    /** Finds the token that a request carries, good or not. */
    public Optional<Secret> token(Request request) {
        return request.header("Authorization").flatMap(SessionCookies::bearer).or(() -> cookie(request));
    }

    /** Finds the device token that a request carries, good or not. */
    public Optional<Secret> device(Request request) {
        return request.cookie(Cookie.wireName(DEVICE, secure)).map(Secret::of);
    }

    /** Makes the response set the session's cookie, and that of the device after a login. */
    public Response give(Response response, LoggedIn session) {
        Duration left = Duration.between(clock.instant(), session.expiresAt());
        Response given = response.with(new Cookie(NAME, session.token().reveal(), left, secure));
        return session.device()
                .map(device -> given.with(new Cookie(DEVICE, device.reveal(), DeviceTokens.LIFETIME, secure)))
                .orElse(given);
    }

    /** Makes the response remove the session's cookie. */
    public Response take(Response response) {
        return response.with(new Cookie(NAME, "", Duration.ZERO, secure));
    }

    private Optional<Secret> cookie(Request request) {
        return request.cookie(Cookie.wireName(NAME, secure)).map(Secret::of);
    }

    private static Optional<Secret> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(Secret.of(header.substring(BEARER.length()).strip()))
                : Optional.empty();
    }
}
