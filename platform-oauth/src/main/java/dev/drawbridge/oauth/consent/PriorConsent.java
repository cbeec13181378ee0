package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user allowed an app for a company before.
 *
 * @param grant the live grant, or null
 * @param sameApp whether the app is still what the user saw then
 * @param allowed the scopes that he allowed, by the URI of each resource
 */
record PriorConsent(@Nullable Grant grant, boolean sameApp, Map<String, Scopes> allowed) {

    /** Nothing was allowed, or it was withdrawn. */
    static final PriorConsent NONE = new PriorConsent(null, false, Map.of());

    /** Returns what was allowed. */
    Scopes scopes() {
        return grant == null ? Scopes.NONE : grant.scopes();
    }

    /** Tells whether the app has changed since it was allowed something. */
    boolean appChanged() {
        return grant != null && !sameApp;
    }

    /**
     * Returns what of a request was allowed before, for each resource that takes it.
     *
     * @param targets the resources that are asked for
     * @param asked the scopes that are asked for
     * @return those of them that are nothing new
     */
    Scopes known(List<ProtectedResource> targets, Scopes asked) {
        return Scopes.of(asked.intersect(scopes()).names().stream()
                .filter(scope -> targets.stream()
                        .allMatch(target -> !target.scopes().covers(scope)
                                || allowed.getOrDefault(target.uri().toString(), Scopes.NONE)
                                        .contains(scope)))
                .toList());
    }

    private boolean covers(List<ProtectedResource> targets, Scopes asked) {
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> allowed.containsKey(target.uri().toString()))
                && known(targets, asked).containsAll(asked);
    }

    /**
     * Returns the grant that answers a request, so that the user need not.
     *
     * @param visit who asks, and what for
     * @param targets the resources that are asked for
     * @param asked the scopes that the page would offer
     * @return the grant, or empty if the page must be shown
     */
    Optional<Grant> answering(Visit visit, List<ProtectedResource> targets, Scopes asked) {
        AuthorizationRequest request = visit.interaction().request();
        boolean answered = sameApp
                && !request.pageRequired()
                && covers(targets, asked)
                && onlyTheAppGetsTheAnswer(visit.app(), request.redirectUri());
        return answered ? Optional.ofNullable(grant) : Optional.empty();
    }

    // OAuth 2.1 §7.3.1: a program that poses as a public app may listen on its loopback port or take its private
    // scheme,
    // but not its https host. A confidential app proves itself with its secret before it gets a token.
    static boolean onlyTheAppGetsTheAnswer(App app, String redirectUri) {
        return app.security().confidential() || RedirectUris.isClaimed(redirectUri);
    }
}
