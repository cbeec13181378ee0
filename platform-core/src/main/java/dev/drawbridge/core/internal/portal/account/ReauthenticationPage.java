package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import java.util.List;

/** "Confirm it's you": asks for the password before a page that shows or changes what a stolen session must not. Thread-safe. */
final class ReauthenticationPage {

    private final ConfirmPassword confirm;
    private final SessionCookies cookies;
    private final ReauthenticationForm form = new ReauthenticationForm();

    ReauthenticationPage(ConfirmPassword confirm, SessionCookies cookies) {
        this.confirm = confirm;
        this.cookies = cookies;
    }

    PortalResponse show(PortalCall call) {
        return form.ask(
                PortalPaths.REAUTH,
                call.formToken(),
                carried(next(call.request().query())));
    }

    PortalResponse confirm(PortalCall call) {
        Access access = cookies.ofPage(call.request())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
        Parameters typed = call.request().form();
        String next = next(typed);
        return confirm.tryRun(access, ConfirmPassword.Input.ofForm(typed), call.request())
                .<PortalResponse>map(renewed -> new PortalResponse.Raw(cookies.give(Response.seeOther(next), renewed)))
                .orElseGet(() -> form.askAgain(PortalPaths.REAUTH, call.formToken(), carried(next)));
    }

    private static List<Form.Hidden> carried(String next) {
        return List.of(new Form.Hidden(NextPage.PARAMETER, next));
    }

    private static String next(Parameters parameters) {
        return NextPage.safe(parameters.text(NextPage.PARAMETER)).orElse(PortalPaths.DASHBOARD);
    }
}
