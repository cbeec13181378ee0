package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PortalPaths;

/** The page that the link of a reset mail opens: it sets a new password. Thread-safe. */
final class ResetPasswordPage {

    private final DeveloperAccountService service;
    private final ResetPassword reset;
    private final SessionCookies cookies;
    private final VisitorFrame frame;

    ResetPasswordPage(
            DeveloperAccountService service, ResetPassword reset, SessionCookies cookies, VisitorFrame frame) {
        this.service = service;
        this.reset = reset;
        this.cookies = cookies;
        this.frame = frame;
    }

    Response show(Request request) {
        Secret token = Secret.of(request.query().text(ResetPassword.TOKEN));
        return service.resetLinkWorks(token) ? show(request, FormRefusal.NONE) : expired();
    }

    Response show(Request request, FormRefusal refusal) {
        Parameters source = request.method().equals("POST") ? request.form() : request.query();
        Html form = frame.form(PortalPaths.RESET, request, refusal)
                .hidden(ResetPassword.TOKEN, source.text(ResetPassword.TOKEN))
                .add(Field.password(ResetPassword.PASSWORD, "New password")
                        .hint("At least 15 characters. A few unrelated words work well.")
                        .required()
                        .autocomplete("new-password")
                        .error(refusal.fields()))
                .submit("Set new password")
                .render();
        return refusal.on(frame.card(
                refusal.status(), "Set a new password", refusal.alert().plus(form), Html.EMPTY));
    }

    Response reset(Request request) {
        try {
            reset.run(ResetPassword.Input.ofForm(request.form()), request);
        } catch (AccountRefusedException e) {
            if (e.refusal() == AccountRefusal.LINK_EXPIRED) {
                return expired();
            }
            throw e;
        }
        return cookies.take(Response.seeOther(LoginPage.AFTER_RESET));
    }

    private Response expired() {
        Html content = Alert.error(AccountRefusal.LINK_EXPIRED.detail())
                .action(Link.secondary(PortalPaths.FORGOT, "Request another"))
                .render();
        return frame.card(410, "Link expired", content, Html.EMPTY);
    }
}
