package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.Sessions;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.account.Session;
import java.time.Instant;
import java.util.List;

/** Where a developer is logged in, in the portal's JSON. Thread-safe. */
final class SessionListJson {

    static final String ID = "session";
    private static final String OTHERS = "others";

    private final Sessions sessions;
    private final SessionCookies cookies;

    SessionListJson(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    record Item(String id, Instant createdAt, Instant lastSeenAt, String ip, String userAgent, boolean current) {

        static Item of(Session session, DeveloperSession own) {
            return new Item(
                    session.id(),
                    session.createdAt(),
                    session.seenAt(),
                    session.ip(),
                    session.userAgent(),
                    session.id().equals(own.id()));
        }
    }

    record Items(List<Item> items) {}

    PortalResponse list(PortalCall call) {
        DeveloperSession own = cookies.own(call);
        return PortalResponse.json(
                200,
                new Items(sessions.live(own.developer().id()).stream()
                        .map(session -> Item.of(session, own))
                        .toList()));
    }

    PortalResponse end(PortalCall call) {
        DeveloperSession own = cookies.own(call);
        String id = call.request().pathParameter(ID);
        sessions.end(own, id, Visitor.of(call.request()));
        Response done = Response.empty(204).noStore();
        return new PortalResponse.Raw(id.equals(own.id()) ? cookies.take(done) : done);
    }

    PortalResponse endOthers(PortalCall call) {
        if (!call.request().query().text(OTHERS).equals("true")) {
            throw ProblemException.of(
                    400, "invalid_request", "Say ?others=true to end all sessions but this one, or name one.");
        }
        sessions.endOthers(cookies.own(call), Visitor.of(call.request()));
        return new PortalResponse.Raw(Response.empty(204).noStore());
    }
}
