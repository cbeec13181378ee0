package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.spi.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads for which resources an access token is wanted (RFC 8707 §2.2). Thread-safe. */
public final class ResourceIndicators {

    static final Check.Refusal UNKNOWN =
            new Check.Refusal(OAuthError.INVALID_TARGET, "A resource is malformed or unknown to this server.");
    static final Check.Refusal NOT_GRANTED =
            new Check.Refusal(OAuthError.INVALID_TARGET, "The resource is not one of those that were granted.");
    static final Check.Refusal NO_SCOPE =
            new Check.Refusal(OAuthError.INVALID_TARGET, "Nothing of what was granted is for the resource.");

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
     * The resources that a request asks for.
     *
     * @param known whether all that it names are in the catalog
     * @param granted whether there are any, and the request may have all of them
     * @param resources the resources; those that were granted, or the default one, if the request names none
     */
    record Targets(boolean known, boolean granted, List<ProtectedResource> resources) {

        private static final Targets NONE = new Targets(false, false, List.of());

        /** What an access token for them allows, of scopes that were granted: nothing if they take none of those. */
        Access access(Scopes scopes) {
            return new Access(
                    resources.stream().map(target -> target.uri().toString()).toList(),
                    ProtectedResource.filter(resources, scopes));
        }
    }

    /**
     * What an access token is good for.
     *
     * @param audience the URIs of its resources
     * @param scopes what it allows there
     */
    record Access(List<String> audience, Scopes scopes) {}

    /** Reads a request that may name any resource. */
    Targets any(Parameters form) {
        return catalog.read(form.all("resource"))
                .map(named -> new Targets(true, true, catalog.resolve(named)))
                .orElse(Targets.NONE);
    }

    /** Reads a request that may only narrow what the user agreed to. */
    Targets within(Resources granted, Parameters form) {
        Optional<Resources> named = catalog.read(form.all("resource"));
        if (named.isEmpty()) {
            return Targets.NONE;
        }
        List<ProtectedResource> all = catalog.resolve(granted);
        List<ProtectedResource> wanted = named.get().named() ? catalog.resolve(named.get()) : all;
        return new Targets(true, !wanted.isEmpty() && new HashSet<>(all).containsAll(wanted), wanted);
    }
}
