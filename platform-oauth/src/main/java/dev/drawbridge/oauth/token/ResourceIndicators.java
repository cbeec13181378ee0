package dev.drawbridge.oauth.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.Resources;
import java.util.HashSet;
import java.util.List;

/** Decides for which resources an access token is (RFC 8707 §2.2). Thread-safe. */
public final class ResourceIndicators {

    private final ResourceCatalog catalog;

    /**
     * Makes what reads the parameter {@code resource}.
     *
     * @param catalog the resources of the host
     */
    public ResourceIndicators(ResourceCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What an access token is good for.
     *
     * @param audience the URIs of its resources, at least one
     * @param scopes what it allows there, at least one
     */
    record Access(List<String> audience, Scopes scopes) {}

    /**
     * Reads the parameter {@code resource}.
     *
     * @return what it names, or the default resource
     * @throws OAuthException {@code invalid_target} if one is unknown
     */
    List<ProtectedResource> requested(Parameters form) {
        return catalog.meant(read(form));
    }

    /**
     * Reads the parameter {@code resource} of a request that may only narrow.
     *
     * @param granted for which resources the user agreed
     * @return what it names, or everything that was granted
     * @throws OAuthException {@code invalid_target} if one is unknown or was not granted, or none of those is offered any more
     */
    List<ProtectedResource> narrowed(Parameters form, Resources granted) {
        Resources named = read(form);
        List<ProtectedResource> all = catalog.meant(granted);
        List<ProtectedResource> targets = named.named() ? catalog.meant(named) : all;
        if (targets.isEmpty() || !new HashSet<>(all).containsAll(targets)) {
            throw invalid("The resource is not one of those that were granted.");
        }
        return targets;
    }

    /**
     * Leaves out the scopes that the resources do not take.
     *
     * @throws OAuthException {@code invalid_target} if nothing is left
     */
    static Access access(List<ProtectedResource> targets, Scopes granted) {
        Scopes scopes = ResourceCatalog.filter(targets, granted);
        if (scopes.isEmpty()) {
            throw invalid("Nothing of what was granted is for the resource.");
        }
        return new Access(
                targets.stream().map(target -> target.uri().toString()).toList(), scopes);
    }

    private Resources read(Parameters form) {
        return catalog.read(form.all("resource"))
                .orElseThrow(() -> invalid("A resource is malformed or not one of this server."));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_TARGET, description);
    }
}
