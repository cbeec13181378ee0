package dev.drawbridge.examples.host;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.AuthorizationServer;
import java.util.List;
import java.util.Optional;

/** Fieldwork's own login, for its users; developers have theirs in the portal. */
final class LoginPages {

    private static final String HOME = AuthorizationServer.CONNECTIONS_PATH;

    private static final Html PROBLEM = Html.trusted("""
            <div class="alert bad errors" role="alert" tabindex="-1" autofocus data-focus>
            <h2 class="alert-title">There is a problem</h2>
            <ul><li><a href="#f-email">Email or password is incorrect.</a></li></ul>
            </div>
            """);

    private static final Html EMAIL_ERROR =
            Html.trusted("<p class=\"error\" id=\"f-email-error\">Email or password is incorrect.</p>");

    private static final String FORM = """
            <form class="form" method="post" action="/login" novalidate>
            %s
            <input type="hidden" name="next" value="%s">
            <div class="field%s">
            <label class="label" for="f-email">Email</label>
            %s
            <div class="input-row">
            <input class="input" type="email" id="f-email" name="email" value="%s" required autocomplete="username"%s>
            </div>
            </div>
            <div class="field">
            <label class="label" for="f-password">Password</label>
            <div class="input-row">
            <input class="input" type="password" id="f-password" name="password" required autocomplete="current-password">
            <button class="button secondary" type="button" data-reveal="f-password" aria-pressed="false" hidden>Show<span
            class="visually-hidden"> password</span></button>
            </div>
            </div>
            <div class="buttons"><button class="button" type="submit">Log in</button></div>
            </form>
            """;

    private final Environment env;
    private final Sessions sessions;
    private final People people;

    LoginPages(Environment env, Sessions sessions, People people) {
        this.env = env;
        this.sessions = sessions;
        this.people = people;
    }

    List<Route> routes() {
        return List.of(
                Route.page("GET", "/login", request -> page(200, next(request.query()), "", false)),
                Route.page("POST", "/login", this::logIn),
                Route.page("POST", "/logout", this::logOut));
    }

    private Response logIn(Request request) {
        Parameters form = request.form();
        String next = form.has("next") ? next(form) : next(request.query());
        Optional<UserId> user = people.logIn(form.text("email").strip(), form.text("password"));
        return user.map(known -> Response.seeOther(next).with(sessions.open(known, env.random())))
                .orElseGet(() -> page(422, next, form.text("email"), true));
    }

    private Response logOut(Request request) {
        return Response.seeOther("/login").with(sessions.close(request));
    }

    private Response page(int status, String next, String email, boolean refused) {
        Html form = Markup.of(
                FORM,
                refused ? PROBLEM : Html.EMPTY,
                next,
                Html.trusted(refused ? " invalid" : ""),
                refused ? EMAIL_ERROR : Html.EMPTY,
                email,
                Html.trusted(refused ? " aria-describedby=\"f-email-error\" aria-invalid=\"true\"" : ""));
        return env.frame().page(new Page(status, "Log in to " + env.productName(), form, new Chrome.Decision()));
    }

    // Only a path of this site; "//" and "/\" would lead elsewhere.
    private static String next(Parameters parameters) {
        String next = parameters.text("next");
        boolean local = next.startsWith("/")
                && !next.startsWith("//")
                && !next.startsWith("/\\")
                && next.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
        return local ? next : HOME;
    }
}
