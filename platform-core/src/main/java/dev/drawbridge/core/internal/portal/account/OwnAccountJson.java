package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import java.util.List;
import java.util.stream.Collectors;

/** What changes or ends an account, in the portal's JSON. Thread-safe. */
final class OwnAccountJson {

    private static final Status SENT = new Status("verification_sent");

    private final ChangePassword changePassword;
    private final ChangeEmail changeEmail;
    private final DeleteAccount deleteAccount;
    private final ExportPage export;
    private final SessionCookies cookies;

    OwnAccountJson(
            ChangePassword changePassword,
            ChangeEmail changeEmail,
            DeleteAccount deleteAccount,
            ExportPage export,
            SessionCookies cookies) {
        this.changePassword = changePassword;
        this.changeEmail = changeEmail;
        this.deleteAccount = deleteAccount;
        this.export = export;
        this.cookies = cookies;
    }

    /** An app that keeps its developer. */
    record ActiveApp(String id, String clientId, String name) {

        static ActiveApp of(App app) {
            return new ActiveApp(
                    app.id().value(), app.clientId().value(), app.profile().name());
        }
    }

    PortalResponse changePassword(PortalCall call) {
        Access access = cookies.access(call);
        LoggedIn renewed = changePassword.run(
                access, ChangePassword.Input.ofJson(call.request().json()), call.request());
        Response done = Response.empty(204).noStore();
        return new PortalResponse.Raw(access.byCookie() ? cookies.give(done, renewed) : done);
    }

    PortalResponse changeEmail(PortalCall call) {
        changeEmail.run(
                cookies.own(call), ChangeEmail.Input.ofJson(call.request().json()), call.request());
        return PortalResponse.json(202, SENT);
    }

    PortalResponse export(PortalCall call) {
        return new PortalResponse.Raw(export.file(call));
    }

    PortalResponse delete(PortalCall call) {
        List<App> active = deleteAccount.run(
                cookies.own(call), DeleteAccount.Input.ofJson(call.request().json()), call.request());
        if (!active.isEmpty()) {
            throw new ProblemException(inTheWay(active));
        }
        return new PortalResponse.Raw(cookies.take(Response.empty(204).noStore()));
    }

    private static Problem inTheWay(List<App> active) {
        String names = active.stream().map(app -> app.profile().name()).collect(Collectors.joining(", "));
        AccountRefusal refusal = AccountRefusal.ACTIVE_APPS;
        return Problem.of(
                        409,
                        refusal.wireName(),
                        refusal.detail() + " Revoke them, or send revokeApps as true: " + names + ".")
                .with("apps", active.stream().map(ActiveApp::of).toList());
    }
}
