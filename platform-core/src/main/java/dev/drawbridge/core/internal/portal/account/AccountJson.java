package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.LoggedIn;
import dev.drawbridge.core.NewDeveloper;
import dev.drawbridge.core.Visitor;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.portal.frame.AccountProblems;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalRoute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JSON calls about accounts (spec of the portal, §6). Thread-safe. */
public final class AccountJson {

    private final DeveloperAccountService service;
    private final SessionCookies sessions;
    private final CrossSite crossSite;

    /**
     * Makes the calls.
     *
     * @param service does what they ask for
     * @param sessions give and take cookies
     * @param crossSite refuses what other sites make a browser send
     */
    public AccountJson(DeveloperAccountService service, SessionCookies sessions, CrossSite crossSite) {
        this.service = service;
        this.sessions = sessions;
        this.crossSite = crossSite;
    }

    public record Status(String status) {}

    public record SessionBody(String token, Instant expiresAt) {}

    public record Me(String id, String email, String name, boolean emailVerified) {}

    /**
     * Returns the calls that need no session.
     *
     * @return the routes
     */
    public List<Route> visitorRoutes() {
        return List.of(
                post("/signup", this::signUp),
                post("/email/verify", this::verify),
                post("/email/resend", this::resend),
                post("/sessions", this::logIn),
                post("/password/forgot", this::forgot),
                post("/password/reset", this::reset));
    }

    /**
     * Returns the calls of a developer who is logged in.
     *
     * @return the routes
     */
    public List<PortalRoute> routes() {
        return List.of(
                PortalRoute.json("DELETE", "/sessions/current", this::logOut)
                        .withoutReauthentication("It ends the session that was stolen."),
                PortalRoute.json("GET", "/me", call -> Answer.json(200, me(call.developer()))),
                PortalRoute.json("PATCH", "/me", this::change)
                        .withoutReauthentication("It changes a name; nobody gets data or secrets by it."),
                PortalRoute.json("POST", "/me/reauth", this::confirm)
                        .withoutReauthentication("It is what asks for the password."));
    }

    private Route post(String path, Handler handler) {
        return Route.portalJson("POST", PortalPaths.JSON + path, request -> {
            // These rely on no cookie, but a browser that another site steers is refused all the same.
            crossSite.check(request, Optional.empty()).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            return AccountProblems.mapping(handler).handle(request);
        });
    }

    private Response signUp(Request request) {
        JsonObject body = request.json().only(Set.of("email", "password", "name", "acceptTerms", SignUpPage.HONEYPOT));
        NewDeveloper form = new NewDeveloper(
                body.text("email").orElse(""),
                secret(body, "password"),
                body.text("name").orElse(""));
        body.bool("acceptTerms");
        if (body.text(SignUpPage.HONEYPOT).orElse("").isEmpty()) {
            service.signUp(form, Visitor.of(request));
        }
        return Response.json(202, new Status("verification_sent"));
    }

    private Response verify(Request request) {
        Secret token = secret(request.json().only(Set.of("token")), "token");
        return switch (service.verify(token, Visitor.of(request))) {
            case CONFIRMED -> {
                request.permit().giveBack();
                yield Response.json(200, new Status("verified"));
            }
            case ALREADY_CONFIRMED -> Response.json(200, new Status("already_verified"));
            case EXPIRED -> throw new AccountRefusedException(AccountRefusal.LINK_EXPIRED);
        };
    }

    private Response resend(Request request) {
        service.resendVerification(
                request.json().only(Set.of("email")).text("email").orElse(""), Visitor.of(request));
        return Response.json(202, new Status("verification_sent"));
    }

    private Response logIn(Request request) {
        JsonObject body = request.json().only(Set.of("email", "password"));
        LoggedIn session = service.logIn(
                body.text("email").orElse(""), secret(body, "password"), sessions.device(request), Visitor.of(request));
        request.permit().giveBack();
        sessions.token(request).ifPresent(service::logOut);
        SessionBody answer = new SessionBody(session.token().reveal(), session.expiresAt());
        return sessions.give(Response.json(201, answer), session);
    }

    private Response forgot(Request request) {
        service.forgotPassword(
                request.json().only(Set.of("email")).text("email").orElse(""),
                sessions.device(request),
                Visitor.of(request));
        return Response.json(202, new Status("reset_sent"));
    }

    private Response reset(Request request) {
        JsonObject body = request.json().only(Set.of("token", "password"));
        service.resetPassword(secret(body, "token"), secret(body, "password"), Visitor.of(request));
        request.permit().giveBack();
        return Response.empty(204).noStore();
    }

    private Answer logOut(PortalCall call) {
        sessions.token(call.request()).ifPresent(service::logOut);
        return new Answer.Raw(sessions.take(Response.empty(204).noStore()));
    }

    private Answer change(PortalCall call) {
        JsonObject body = call.request().json().only(Set.of("name"));
        // Null is no way to say nothing: it clears the field, which a name does not take.
        Developer changed = body.has("name")
                ? service.rename(call.developer().id(), body.text("name").orElse(""))
                : call.developer();
        return Answer.json(200, me(changed));
    }

    private Answer confirm(PortalCall call) {
        Secret password = secret(call.request().json().only(Set.of("password")), "password");
        SessionCookies.Access access = sessions.ofJson(call.request())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
        // A program keeps the token it has; a browser gets a new one and never notices.
        LoggedIn confirmed = service.confirmPassword(access.session(), password, access.byCookie());
        Response done = Response.empty(204).noStore();
        return new Answer.Raw(access.byCookie() ? sessions.give(done, confirmed) : done);
    }

    private static Secret secret(JsonObject body, String name) {
        return Secret.of(body.text(name).orElse(""));
    }

    private static Me me(Developer developer) {
        return new Me(developer.id().value(), developer.email(), developer.name(), developer.verified());
    }
}
