package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.Sessions;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.BrowserName;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.account.Session;
import java.util.List;

/** The page about where a developer is logged in. Thread-safe. */
final class SessionsPage {

    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Templates templates = Templates.of(SessionsPage.class);

    SessionsPage(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /**
     * The model of {@code sessions.jte}.
     *
     * @param formToken the token of the forms
     * @param rows the sessions, the last seen first
     */
    record Model(String formToken, List<Row> rows) {}

    /**
     * A session.
     *
     * @param session the session
     * @param browser what it is used with
     * @param current whether this page is shown in it
     */
    record Row(Session session, String browser, boolean current) {}

    PortalResponse show(PortalCall call) {
        DeveloperSession own = cookies.own(call);
        List<Row> rows = sessions.live(own.developer().id()).stream()
                .map(session -> new Row(session, browser(session), session.id().equals(own.id())))
                .toList();
        return PortalResponse.page(
                templates.text().of("sessions.title"), templates.render("sessions", new Model(call.formToken(), rows)));
    }

    PortalResponse end(PortalCall call) {
        DeveloperSession own = cookies.own(call);
        String id = call.request().pathParameter(SessionListJson.ID);
        try {
            sessions.end(own, id, Visitor.of(call.request()));
        } catch (AccountRefusedException e) {
            // Whoever ends one that is over has what they want.
            if (e.refusal() != AccountRefusal.NO_SUCH_SESSION) {
                throw e;
            }
        }
        return id.equals(own.id())
                ? new PortalResponse.Raw(cookies.take(Response.seeOther(PortalPaths.LOGIN)))
                : PortalResponse.done(AccountTabs.SESSIONS, AccountPage.Message.SESSION_ENDED, "");
    }

    PortalResponse endOthers(PortalCall call) {
        sessions.endOthers(cookies.own(call), Visitor.of(call.request()));
        return PortalResponse.done(AccountTabs.SESSIONS, AccountPage.Message.OTHER_SESSIONS_ENDED, "");
    }

    private String browser(Session session) {
        String name = BrowserName.of(session.userAgent());
        return name.isEmpty() ? templates.text().of("sessions.unknown") : name;
    }
}
