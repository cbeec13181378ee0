package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.consent.DecisionFrame.Action;
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

/** Pages where nothing can be decided, each with the way on. Text of the request never appears on them. */
public final class DeadEndPages {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final DecisionFrame frame;
    private final String productName;
    private final URI issuer;

    /**
     * Makes the pages.
     *
     * @param frame the frame of these pages
     * @param productName what pages call the host's product
     * @param issuer the issuer, as in the metadata
     */
    public DeadEndPages(DecisionFrame frame, String productName, URI issuer) {
        this.frame = frame;
        this.productName = productName;
        this.issuer = issuer;
    }

    /** 400: there is nobody an error may be sent to (RFC 6749 §4.1.2.1). */
    Response invalidLink(InvalidLinkException wrong) {
        String code = wrong.reason().name().toLowerCase(Locale.ROOT);
        if (wrong.reason() == InvalidLinkException.Reason.CLIENT_DOCUMENT_BUSY) {
            return frame.notice(
                            503,
                            "Please try again in a moment",
                            List.of(wrong.reason().text() + " (" + code + ")"))
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        }
        return frame.notice(
                400,
                "This sign-in link is not valid",
                List.of(
                        wrong.reason().text() + " (" + code + ")",
                        "You were not sent anywhere and nothing was shared.",
                        DecisionFrame.contact(wrong.app())));
    }

    /** 503: the host did not respond, nothing was consumed. */
    Response unavailable() {
        return frame.notice(
                        503,
                        "Please try again in a moment",
                        List.of(productName + " could not check your account just now. Nothing was changed. "
                                + "Load this page again in a moment."))
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** 400: unknown, purged long ago, or begun in another browser. */
    Response notYours() {
        return frame.notice(
                400,
                "This page cannot be opened here",
                List.of(
                        "The request is too old, or it was started in another browser.",
                        "Go back to the app and start again in this browser."));
    }

    /** 409: the back button, a double click, a second tab. */
    Response completed(App app) {
        return frame.notice(
                409,
                "This request was already completed",
                List.of(
                        "Nothing more was shared. If " + DecisionFrame.name(app)
                                + " did not continue, go back to it and start again.",
                        "You can see what is connected, and disconnect it, in your connected apps."),
                new Action(ConnectionsEndpoint.PATH, "Connected apps", false));
    }

    /**
     * 410: ten minutes are over; the same request can be started again by its own browser, unless it was pushed: then its
     * parameters belong in no link, and only the app can push it again.
     *
     * @param back whether the page may lead to the app
     */
    Response expired(Interaction interaction, App app, boolean back) {
        AuthorizationRequest request = interaction.request();
        AuthorizationResponse response = new AuthorizationResponse(issuer, request.redirectUri(), request.state());
        long minutes = Interactions.LIFETIME.toMinutes();
        boolean pushed = interaction.pushed() != null;
        List<String> text = List.of("For your safety a request can be completed for " + minutes
                + " minutes. Nothing was shared. You can start again" + (pushed ? " from the app." : "."));
        List<Action> actions = new ArrayList<>();
        if (!pushed) {
            actions.add(new Action(restart(app, request), "Start again", true));
        }
        if (back) {
            actions.add(new Action(
                    response.errorLocation(OAuthError.ACCESS_DENIED, "The request has expired."),
                    "Return to " + DecisionFrame.name(app),
                    false));
        }
        return frame.notice(410, "This request has expired", text, actions.toArray(Action[]::new));
    }

    /** 403: the form belongs to another user or company than the one who is here now. */
    Response outdated(Visit visit) {
        return outdated(
                visit.user().name(), ConsentEndpoint.path(visit.interaction().id()));
    }

    /** 403: the form belongs to another user or company than the one who is here now. */
    Response outdated(String user, String again) {
        return frame.notice(
                403,
                "This form is no longer current",
                List.of(
                        "Your account or company was changed in another tab. You are now signed in as " + user + ".",
                        "Nothing was shared. Please look at the request once more."),
                new Action(again, "Continue", true));
    }

    /** 403: another site made the browser send the form. */
    Response crossSite() {
        return frame.notice(
                403,
                "This form was sent by another site",
                List.of("It was refused and nothing was changed. Go back to the app and start again."));
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
