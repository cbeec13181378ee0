package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells clients and resource servers what is where: metadata of the authorization server (RFC 8414) and of the protected
 * resource (RFC 9728). Lists exactly the routes that are mounted. Thread-safe.
 */
public final class Metadata {

    private final String issuer;
    private final Map<String, String> endpoints;
    private final ScopeCatalog scopes;
    private final ResourceCatalog resources;
    private final ClientRules rules;
    private final List<GrantType> grants;
    private final Map<String, Object> more;

    /**
     * Makes the metadata.
     *
     * @param issuer {@code iss} of tokens; the endpoints are below it
     * @param endpoints all routes of the server but those of the metadata itself
     * @param scopes what may be asked for
     * @param resources the resources of the host
     * @param rules what this server takes from every client
     * @param grants the grant types that the token endpoint takes
     * @param more members of other packages
     */
    public Metadata(
            String issuer,
            List<Route> endpoints,
            ScopeCatalog scopes,
            ResourceCatalog resources,
            ClientRules rules,
            List<GrantType> grants,
            Map<String, Object> more) {
        this.issuer = issuer;
        this.endpoints = EndpointName.urls(issuer, endpoints);
        this.scopes = scopes;
        this.resources = resources;
        this.rules = rules;
        this.grants = List.copyOf(grants);
        this.more = Map.copyOf(more);
    }

    /**
     * Returns where it is published.
     *
     * @return the routes
     */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                EndpointName.SERVER_METADATA.of(
                        Route.metadata(OAuthPaths.SERVER_METADATA, request -> PublicDocument.of(request, server()))),
                // RFC 8414 §5; clients for MCP look here as well.
                Route.metadata(OAuthPaths.OPENID_METADATA, request -> PublicDocument.of(request, server())),
                // With each resource's path, as RFC 9728 §3.1 has it, and without, where some clients look.
                EndpointName.RESOURCE_METADATA.of(Route.metadata(
                        OAuthPaths.RESOURCE_METADATA,
                        request -> PublicDocument.of(request, resource(resources.defaultResource()))))));
        resources
                .byPath()
                .forEach((path, resource) -> routes.add(Route.metadata(
                        OAuthPaths.RESOURCE_METADATA + path,
                        request -> PublicDocument.of(request, resource(resource)))));
        return List.copyOf(routes);
    }

    /**
     * Returns where a protected resource's metadata is, for challenges of this host.
     *
     * @param resource the resource
     * @return an absolute URL
     */
    public String resourceUrl(ProtectedResource resource) {
        return issuer + OAuthPaths.RESOURCE_METADATA + resource.uri().toString().substring(issuer.length());
    }

    private Map<String, Object> server() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.putAll(endpoints);
        if (rules.pushedRequests()) {
            // RFC 9126 §5: absent means false.
            metadata.put("require_pushed_authorization_requests", true);
        }
        metadata.put("scopes_supported", names(Scopes.of(Scopes.WILDCARD)));
        // RFC 9728 §4
        metadata.put(
                "protected_resources",
                resources.all().stream()
                        .map(resource -> resource.uri().toString())
                        .toList());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put(
                "grant_types_supported",
                grants.stream().map(GrantType::wireName).toList());
        authentication(metadata, "token_endpoint", rules.methodNames());
        authentication(metadata, "revocation_endpoint", rules.methodNames());
        // Who asks about tokens must prove who it is (RFC 7662 §2.1).
        authentication(
                metadata,
                "introspection_endpoint",
                rules.methodNames().stream()
                        .filter(method -> !method.equals(ClientAuthenticationMethod.NONE.wireName()))
                        .toList());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("dpop_signing_alg_values_supported", rules.algorithmNames());
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.putAll(more);
        return metadata;
    }

    private void authentication(Map<String, Object> metadata, String endpoint, List<String> methods) {
        metadata.put(endpoint + "_auth_methods_supported", methods);
        if (methods.contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT.wireName())) {
            metadata.put(endpoint + "_auth_signing_alg_values_supported", rules.algorithmNames());
        }
    }

    private Map<String, Object> resource(ProtectedResource resource) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", resource.uri().toString());
        metadata.put("authorization_servers", List.of(issuer));
        metadata.put("scopes_supported", names(resource.scopes()));
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("dpop_signing_alg_values_supported", rules.algorithmNames());
        if (rules.senderConstrained()) {
            metadata.put("dpop_bound_access_tokens_required", true);
        }
        metadata.put("resource_name", resource.name());
        return metadata;
    }

    private List<String> names(Scopes taken) {
        return scopes.all().stream().map(Scope::name).filter(taken::covers).toList();
    }
}
