package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user allowed an app for a company before.
 *
 * @param grant the live grant, or null
 * @param sameApp whether the app is still what the user saw then
 */
record PriorConsent(@Nullable Grant grant, boolean sameApp) {

    /** Nothing was allowed, or it was withdrawn. */
    static final PriorConsent NONE = new PriorConsent(null, false);

    /** Returns what was allowed. */
    Scopes scopes() {
        return grant == null ? Scopes.NONE : grant.scopes();
    }

    /** Tells whether the app has changed since it was allowed something. */
    boolean appChanged() {
        return grant != null && !sameApp;
    }

    /**
     * Returns the grant that answers a request, so that the user need not.
     *
     * @param visit who asks, and what for
     * @param asked the scopes that the page would offer
     * @return the grant, or empty if the page must be shown
     */
    Optional<Grant> answering(Visit visit, Scopes asked) {
        AuthorizationRequest request = visit.interaction().request();
        boolean answered = sameApp
                && !request.pageRequired()
                && scopes().containsAll(asked)
                && onlyTheAppGetsTheAnswer(visit.app(), request.redirectUri());
        return answered ? Optional.ofNullable(grant) : Optional.empty();
    }

    // OAuth 2.1 §7.3.1: a program that poses as a public app may listen on its loopback port or take its private
    // scheme,
    // but not its https host. A confidential app proves itself with its secret before it gets a token.
    private static boolean onlyTheAppGetsTheAnswer(App app, String redirectUri) {
        return app.security().confidential() || RedirectUris.isClaimed(redirectUri);
    }
}
