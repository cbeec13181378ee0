package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.ProtectedResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user has allowed an app for a company before.
 *
 * @param grant the live grant, or null
 * @param sameApp whether the app is still what the user saw then
 * @param allowed the scopes that they allowed, by the URI of each resource
 */
record PriorConsent(@Nullable Grant grant, boolean sameApp, Map<String, Scopes> allowed) {

    /** Nothing was allowed, or it was withdrawn. */
    static final PriorConsent NONE = new PriorConsent(null, false, Map.of());

    /** Tells whether anything was allowed and not withdrawn. */
    boolean exists() {
        return grant != null;
    }

    /** Returns what was allowed. */
    Scopes scopes() {
        return grant == null ? Scopes.NONE : grant.scopes();
    }

    /** Tells whether the app has changed since it was allowed something. */
    boolean appChanged() {
        return grant != null && !sameApp;
    }

    /** Tells whether something was allowed for every one of the resources, and there is one at least. */
    boolean hasAllowed(List<ProtectedResource> targets) {
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> allowed.containsKey(target.uri().toString()));
    }

    /**
     * Returns the scopes of a request that were allowed before, for every resource that takes them.
     *
     * @param targets the resources that are asked for
     * @param asked the scopes that are asked for
     * @return those that are not new to the user
     */
    Scopes known(List<ProtectedResource> targets, Scopes asked) {
        return Scopes.of(asked.intersect(scopes()).names().stream()
                .filter(scope -> targets.stream()
                        .allMatch(target -> !target.scopes().covers(scope)
                                || allowed.getOrDefault(target.uri().toString(), Scopes.NONE)
                                        .contains(scope)))
                .toList());
    }
}
