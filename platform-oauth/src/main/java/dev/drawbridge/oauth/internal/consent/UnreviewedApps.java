package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.document.ClientDocuments;
import dev.drawbridge.oauth.internal.request.AuthorizationResponse;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What is different for apps that nobody reviewed: anybody can make one, so a stranger's link must neither make us fetch
 * something nor send a browser to the app before the user has logged in (RFC 9700 §4.11.2).
 */
public final class UnreviewedApps {

    // Browsers and servers take links of this length at least.
    private static final int MAX_LINK = 8_000;

    private final HostQueries host;
    private final ClientDocuments documents;

    /**
     * Makes the rules.
     *
     * @param host asks the host
     * @param documents the documents of clients that describe themselves
     */
    public UnreviewedApps(HostQueries host, ClientDocuments documents) {
        this.host = host;
        this.documents = documents;
    }

    /**
     * Reads the document of a client that is not known, or whose document may have changed.
     *
     * @return the way to the login, if it must wait until the user is known; empty if the request can be judged
     * @throws InvalidLinkException if there is no such client
     */
    Optional<Response> readDocument(Request request, Parameters sent) {
        List<String> ids = sent.all("client_id");
        if (ids.size() != 1 || !documents.due(ids.get(0))) {
            return Optional.empty();
        }
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty() && wantsNoPage(sent)) {
            throw new InvalidLinkException(Reason.NOT_LOGGED_IN);
        }
        if (user.isEmpty()) {
            return Optional.of(login(sent));
        }
        Actor actor = Actor.hostUser(user.get().id(), request);
        return switch (documents.read(ids.get(0), user.get().id(), actor)) {
            case READY -> Optional.empty();
            case REFUSED -> throw new InvalidLinkException(Reason.INVALID_CLIENT_DOCUMENT);
            case BUSY -> throw new InvalidLinkException(Reason.CLIENT_DOCUMENT_BUSY);
        };
    }

    /**
     * Returns the way to the login that comes before an error goes to an app.
     *
     * @param request the user's
     * @param sent what the browser sent
     * @param asked what the app asks for, wherever it was
     * @param app the app
     * @param error what is wrong
     * @return empty if the error may go to the app now
     * @throws InvalidLinkException if the app wants no login page, so that the browser stays on a page of this server
     */
    Optional<Response> beforeRefusal(Request request, Parameters sent, Parameters asked, App app, OAuthError error) {
        boolean silent = error == OAuthError.LOGIN_REQUIRED && mayAskSilently(app);
        if (silent || mayLeave(request, app)) {
            return Optional.empty();
        }
        if (wantsNoPage(sent) || wantsNoPage(asked)) {
            throw new InvalidLinkException(Reason.NOT_LOGGED_IN);
        }
        return Optional.of(login(sent));
    }

    /**
     * Tells whether a browser may be sent to an app without a page of this server: the host vouches for it, or knows the
     * user.
     */
    boolean mayLeave(Request request, App app) {
        return app.reviewed() || host.user(request).isPresent();
    }

    // The RFC excepts silent requests, which are otherwise valid here. We do only for apps that somebody is responsible
    // for.
    private static boolean mayAskSilently(App app) {
        return app.reviewed() || app.owner() != null;
    }

    private static boolean wantsNoPage(Parameters parameters) {
        return List.of(parameters.text("prompt").split(" ", -1)).contains("none");
    }

    /** After the login the same request is judged anew: nothing of it was kept, because nothing of it was good. */
    private Response login(Parameters sent) {
        StringBuilder link = new StringBuilder(AuthorizationFlow.PATH);
        char separator = '?';
        for (String name : sent.names()) {
            for (String value : sent.all(name)) {
                link.append(separator)
                        .append(AuthorizationResponse.encode(name))
                        .append('=')
                        .append(AuthorizationResponse.encode(value));
                separator = '&';
            }
        }
        if (link.length() > MAX_LINK) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST);
        }
        return Response.seeOther(host.loginUrl(link.toString()).toString());
    }
}
