package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import java.util.List;

/** The page where developers leave. Thread-safe. */
final class DeleteAccountPage {

    private final DeleteAccount delete;
    private final SessionCookies cookies;
    private final Templates templates = Templates.of(DeleteAccountPage.class);

    DeleteAccountPage(DeleteAccount delete, SessionCookies cookies) {
        this.delete = delete;
        this.cookies = cookies;
    }

    /**
     * The model of {@code deleteAccount.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown again
     * @param apps the apps that are in the way
     */
    record Model(String formToken, FormRefusal refusal, List<App> apps) {}

    PortalResponse show(PortalCall call) {
        return page(call, FormRefusal.NONE);
    }

    PortalResponse delete(PortalCall call) {
        DeleteAccount.Input input = DeleteAccount.Input.ofForm(call.request().form());
        try {
            List<App> inTheWay = delete.run(cookies.own(call), input, call.request());
            return inTheWay.isEmpty()
                    ? new PortalResponse.Raw(cookies.take(Response.seeOther(LoginPage.AFTER_DELETION)))
                    : page(call, notTicked());
        } catch (AccountRefusedException e) {
            return page(call, FormRefusal.of(e));
        }
    }

    private FormRefusal notTicked() {
        FieldErrors missing = FieldErrors.NONE.plus(
                DeleteAccount.REVOKE_APPS,
                AccountFieldCode.ACTIVE_APPS,
                templates.text().of("delete.tick"));
        return new FormRefusal(422, missing, null, "");
    }

    private PortalResponse page(PortalCall call, FormRefusal refusal) {
        Model model = new Model(call.formToken(), refusal, delete.active(cookies.own(call)));
        return new PortalResponse.Page(
                refusal.status(), templates.text().of("delete.title"), templates.render("deleteAccount", model));
    }
}
