package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Action;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Reference;
import dev.drawbridge.oauth.internal.request.AuthorizationResponse;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages where nothing can be decided, each with the way on. Text of the request never appears on them. */
public final class DeadEndPages {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final DecisionFrame frame;
    private final AppIdentities identities;
    private final String productName;
    private final URI issuer;
    private final Messages text = Templates.of(DeadEndPages.class).text();

    /**
     * Makes the pages.
     *
     * @param frame the frame of these pages
     * @param identities tells who apps are
     * @param productName what pages call the host's product
     * @param issuer the issuer, as in the metadata
     */
    public DeadEndPages(DecisionFrame frame, AppIdentities identities, String productName, URI issuer) {
        this.frame = frame;
        this.identities = identities;
        this.productName = productName;
        this.issuer = issuer;
    }

    /** The way to the app, which gets an error. */
    Action returnTo(App app, String location) {
        return new Action(location, text.of("dead-end.return", AppIdentities.name(app)), false);
    }

    /** The way to what is connected. */
    Action connectedApps() {
        return new Action(ConnectionsEndpoint.PATH, text.of("connections.title"), false);
    }

    /** 400: there is nobody an error may be sent to (RFC 6749 §4.1.2.1). */
    Response invalidLink(Request request, InvalidLinkException wrong) {
        String code = wrong.reason().name().toLowerCase(Locale.ROOT);
        String limit = String.valueOf(AuthorizationRequest.MAX_STATE);
        String reason = text.of("invalid-link.reason." + code, limit);
        Reference reference = new Reference(request.id(), code, text.of("invalid-link.hint." + code, limit));
        if (wrong.reason() == InvalidLinkException.Reason.CLIENT_DOCUMENT_BUSY) {
            return retryLater(reference, reason);
        }
        return frame.notice(
                reference,
                400,
                text.of("invalid-link.title"),
                List.of(reason, text.of("invalid-link.nothing-shared"), contact(wrong.app())));
    }

    /** 503: the host did not respond, nothing was consumed. */
    Response unavailable(Request request) {
        return retryLater(Reference.of(request), text.of("unavailable.explanation", productName));
    }

    private Response retryLater(Reference reference, String why) {
        return frame.notice(reference, 503, text.of("dead-end.retry-later"), List.of(why))
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }

    private String contact(@Nullable App app) {
        String contact = app == null ? "" : identities.contact(app);
        return contact.isEmpty() ? text.of("dead-end.contact-unknown") : text.of("dead-end.contact", contact);
    }

    /** 400: unknown, purged long ago, or begun in another browser. */
    Response notYours(Request request) {
        return frame.notice(
                Reference.of(request),
                400,
                text.of("not-yours.title"),
                List.of(text.of("not-yours.explanation"), text.of("not-yours.start-again")));
    }

    /** 409: the back button, a double click, a second tab. */
    Response completed(Request request, App app) {
        return frame.notice(
                Reference.of(request),
                409,
                text.of("completed.title"),
                List.of(text.of("completed.explanation", AppIdentities.name(app)), text.of("completed.connections")),
                connectedApps());
    }

    /**
     * 410: ten minutes are over; the same request can be started again by its own browser, unless it was pushed: then its
     * parameters belong in no link, and only the app can push it again.
     *
     * @param back whether the page may lead to the app
     */
    Response expired(Request request, Interaction interaction, App app, boolean back) {
        AuthorizationRequest asked = interaction.request();
        AuthorizationResponse response = new AuthorizationResponse(issuer, asked.redirectUri(), asked.state());
        long minutes = Interactions.LIFETIME.toMinutes();
        boolean pushed = interaction.pushed() != null;
        List<Action> actions = new ArrayList<>();
        if (!pushed) {
            actions.add(new Action(restart(app, asked), text.of("expired.start-again"), true));
        }
        if (back) {
            actions.add(returnTo(app, response.errorLocation(OAuthError.ACCESS_DENIED, "The request has expired.")));
        }
        return frame.notice(
                Reference.of(request),
                410,
                text.of("expired.title"),
                List.of(
                        pushed
                                ? text.of("expired.explanation-pushed", minutes)
                                : text.of("expired.explanation", minutes)),
                actions.toArray(Action[]::new));
    }

    /** 403: the form belongs to another user or company than the one who is here now. */
    Response outdated(Visit visit) {
        return outdated(
                visit.request(),
                visit.user().name(),
                ConsentEndpoint.path(visit.interaction().id()));
    }

    /** 403: the form belongs to another user or company than the one who is here now. */
    Response outdated(Request request, String user, String again) {
        return frame.notice(
                Reference.of(request),
                403,
                text.of("outdated.title"),
                List.of(text.of("outdated.explanation", user), text.of("outdated.look-again")),
                new Action(again, text.of("outdated.continue"), true));
    }

    private static String restart(App app, AuthorizationRequest request) {
        StringBuilder url = new StringBuilder(AuthorizationFlow.PATH).append("?response_type=code");
        append(url, "client_id", app.clientId().value());
        CodeBinding binding = request.binding();
        if (binding.redirectUriSent()) {
            append(url, "redirect_uri", binding.redirectUri());
        }
        append(url, "scope", request.scopes().toWire());
        String state = request.state();
        if (state != null) {
            append(url, "state", state);
        }
        request.resources().uris().forEach(resource -> append(url, "resource", resource));
        append(url, "code_challenge", binding.codeChallenge());
        append(url, "code_challenge_method", "S256");
        JwkThumbprint key = binding.key();
        if (key != null) {
            append(url, "dpop_jkt", key.value());
        }
        return url.toString();
    }

    private static void append(StringBuilder url, String name, String value) {
        url.append('&').append(name).append('=').append(AuthorizationResponse.encode(value));
    }
}
