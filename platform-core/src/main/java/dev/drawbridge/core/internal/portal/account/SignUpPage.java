package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.NewDeveloper;
import dev.drawbridge.core.Visitor;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.account.EmailAddress;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Honeypot;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Sign-up and confirmation of the address. Thread-safe. */
public final class SignUpPage {

    /** A field that people do not see; whoever fills it in is a program, and is told that all went well. */
    public static final String HONEYPOT = "homepage";

    private static final String SIGN_UP = PortalPaths.PAGES + "/signup";
    private static final String SENT = SIGN_UP + "/sent";
    private static final String VERIFY = PortalPaths.PAGES + "/verify";
    private static final String RESEND = VERIFY + "/resend";
    private static final String COOKIE = "dp_signup";
    private static final Duration COOKIE_AGE = Duration.ofHours(1);
    private static final String EXPIRED = "This link has expired. Links work for 24 hours.";

    private final DeveloperAccountService service;
    private final VisitorFrame frame;
    private final boolean secure;

    /**
     * Makes the pages.
     *
     * @param service does what they ask for
     * @param frame what pages for visitors have in common
     * @param secure whether browsers reach the platform over https
     */
    public SignUpPage(DeveloperAccountService service, VisitorFrame frame, boolean secure) {
        this.service = service;
        this.frame = frame;
        this.secure = secure;
    }

    public List<Route> routes() {
        return List.of(
                Route.page("GET", SIGN_UP, request -> signUpForm(request, FormRefusal.NONE))
                        .openToEverybody(),
                frame.post(SIGN_UP, this::signUp, this::signUpForm),
                Route.page("GET", SENT, this::sent).openToEverybody(),
                Route.page("GET", VERIFY, this::verifyForm),
                frame.post(VERIFY, this::verify),
                frame.post(RESEND, this::resend, this::resendForm));
    }

    private Response signUpForm(Request request, FormRefusal refusal) {
        Parameters typed = typed(request);
        Html form = frame.form(SIGN_UP, request, refusal)
                .add(Field.email("email", "Email")
                        .value(typed.text("email"))
                        .required()
                        .autocomplete("email")
                        .error(refusal.fields()))
                .add(Field.password("password", "Password")
                        .hint("At least 15 characters. A few unrelated words work well.")
                        .required()
                        .autocomplete("new-password")
                        .error(refusal.fields()))
                .add(Field.text("name", "Name")
                        .value(typed.text("name"))
                        .autocomplete("name")
                        .error(refusal.fields()))
                .add(Honeypot.of(HONEYPOT))
                .submit("Create account")
                .render();
        Html below = Layout.below(Html.text("You have an account?"), Link.to(PortalPaths.LOGIN, "Log in"));
        return refusal.on(frame.card(
                refusal.status(), "Create a developer account", refusal.alert().plus(form), below));
    }

    private Response signUp(Request request) {
        Parameters form = request.form();
        NewDeveloper developer =
                new NewDeveloper(form.text("email"), Secret.of(form.text("password")), form.text("name"));
        if (form.text(HONEYPOT).isEmpty()) {
            service.signUp(developer, Visitor.of(request));
        }
        // The address travels in a cookie, not in the URL: URLs end up in logs.
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(form.text("email").getBytes(StandardCharsets.UTF_8));
        return Response.seeOther(SENT).with(new Cookie(COOKIE, value, COOKIE_AGE, secure));
    }

    private Response sent(Request request) {
        Optional<EmailAddress> email = signedUp(request);
        String to = email.map(address -> "We sent a link to " + address.masked() + ".")
                .orElse("We sent you a link.");
        Html content = Text.paragraph(to + " It works for 24 hours. Open it to confirm your address.");
        Html resend = frame.form(RESEND, request, FormRefusal.NONE)
                .hidden("email", email.map(EmailAddress::value).orElse(""))
                .submit("Resend email")
                .render();
        Html below =
                Layout.below(Link.to(SIGN_UP, "Wrong address? Sign up again"), Link.to(PortalPaths.LOGIN, "Log in"));
        return frame.card(200, "Check your inbox", content.plus(email.isPresent() ? resend : Html.EMPTY), below);
    }

    private Response verifyForm(Request request) {
        Secret token = Secret.of(request.query().text("token"));
        Optional<String> email = service.addressToVerify(token);
        if (email.isEmpty()) {
            return service.alreadyVerified(token) ? confirmed("Already confirmed") : expired(request);
        }
        Html form = frame.form(VERIFY, request, FormRefusal.NONE)
                .hidden("token", token.reveal())
                .submit("Confirm email")
                .render();
        Html content = Text.paragraph("Is " + email.get() + " your address?").plus(form);
        return frame.card(200, "Confirm your email", content, Html.EMPTY);
    }

    private Response verify(Request request) {
        Secret token = Secret.of(request.form().text("token"));
        return switch (service.verify(token, Visitor.of(request))) {
            case CONFIRMED -> {
                request.permit().giveBack();
                yield confirmed("Email confirmed");
            }
            case ALREADY_CONFIRMED -> confirmed("Already confirmed");
            case EXPIRED -> expired(request);
        };
    }

    private Response confirmed(String title) {
        Html content = Text.paragraph("Your address is confirmed. Log in to create an app.")
                .plus(Link.primary(PortalPaths.LOGIN, "Log in"));
        return frame.card(200, title, content, Html.EMPTY);
    }

    private Response expired(Request request) {
        Html alert = Alert.error(EXPIRED).render();
        return frame.card(410, "Link expired", alert.plus(askForLink(request, FormRefusal.NONE, "")), Html.EMPTY);
    }

    private Response resend(Request request) {
        service.resendVerification(request.form().text("email"), Visitor.of(request));
        Html content =
                Text.paragraph("If that address waits to be confirmed, we sent a new link. It works for 24 hours.");
        return frame.card(
                200,
                "Check your inbox",
                content,
                Layout.below(Link.to(PortalPaths.DASHBOARD, "Back to the dashboard")));
    }

    private Response resendForm(Request request, FormRefusal refusal) {
        Html form = askForLink(request, refusal, request.form().text("email"));
        return refusal.on(
                frame.card(refusal.status(), "Resend the link", refusal.alert().plus(form), Html.EMPTY));
    }

    private Html askForLink(Request request, FormRefusal refusal, String email) {
        return frame.form(RESEND, request, refusal)
                .add(Field.email("email", "Email")
                        .value(email)
                        .required()
                        .autocomplete("email")
                        .error(refusal.fields()))
                .submit("Send a new link")
                .render();
    }

    public static Parameters typed(Request request) {
        return request.method().equals("POST") ? request.form() : Parameters.parse("");
    }

    private Optional<EmailAddress> signedUp(Request request) {
        try {
            return request.cookie(Cookie.wireName(COOKIE, secure))
                    .map(value -> new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
                    .flatMap(EmailAddress::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
