package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.http.EntityTag;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.route.EndpointNames;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells clients and resource servers what is where: metadata of the authorization server (RFC 8414) and of the protected
 * resource (RFC 9728), and the public keys (RFC 7517). Says exactly what works. Thread-safe.
 */
public final class Metadata {

    private static final String CACHED = "public, max-age=300";

    private final String issuer;
    private final SigningKeys keys;
    private final ScopeCatalog scopes;
    private final ResourceCatalog resources;
    private final ClientRules rules;
    private final List<GrantType> grants;
    private final Map<String, Object> more;

    /**
     * Makes the metadata.
     *
     * @param issuer {@code iss} of tokens; the endpoints are below it
     * @param keys the keys that sign access tokens
     * @param scopes what may be asked for
     * @param resources the resources of the host
     * @param rules what this server takes from every client
     * @param grants the grant types that the token endpoint takes
     * @param more members of other packages
     */
    public Metadata(
            String issuer,
            SigningKeys keys,
            ScopeCatalog scopes,
            ResourceCatalog resources,
            ClientRules rules,
            List<GrantType> grants,
            Map<String, Object> more) {
        this.issuer = issuer;
        this.keys = keys;
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
                Route.metadata(OAuthPaths.SERVER_METADATA, request -> cached(request, server()))
                        .named(EndpointNames.SERVER_METADATA),
                // RFC 8414 §5; clients for MCP look here as well.
                Route.metadata(OAuthPaths.OPENID_METADATA, request -> cached(request, server())),
                Route.metadata(OAuthPaths.JWKS, request -> cached(request, keys.jwkSet())),
                // With each resource's path, as RFC 9728 §3.1 has it, and without, where some clients look.
                Route.metadata(
                                OAuthPaths.RESOURCE_METADATA,
                                request -> cached(request, resource(resources.defaultResource())))
                        .named(EndpointNames.RESOURCE_METADATA)));
        resources
                .byPath()
                .forEach((path, resource) -> routes.add(Route.metadata(
                        OAuthPaths.RESOURCE_METADATA + path, request -> cached(request, resource(resource)))));
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
        metadata.put("authorization_endpoint", issuer + OAuthPaths.AUTHORIZE);
        metadata.put("token_endpoint", issuer + OAuthPaths.TOKEN);
        metadata.put("revocation_endpoint", issuer + OAuthPaths.REVOKE);
        metadata.put("introspection_endpoint", issuer + OAuthPaths.INTROSPECT);
        metadata.put("pushed_authorization_request_endpoint", issuer + OAuthPaths.PUSHED_REQUEST);
        if (rules.pushedRequests()) {
            // RFC 9126 §5: absent means false.
            metadata.put("require_pushed_authorization_requests", true);
        }
        metadata.put("jwks_uri", issuer + OAuthPaths.JWKS);
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

    private static Response cached(Request request, Map<String, Object> document) {
        String body = Json.write(document);
        EntityTag tag = new EntityTag(TokenHash.of(body).value());
        Response response = tag.known(request) ? Response.empty(304) : Response.of(200, "application/json", body);
        return response.with("Cache-Control", CACHED).with("ETag", tag.toString());
    }
}
