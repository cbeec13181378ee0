package dev.drawbridge.oauth.internal.resource;

import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.ProtectedResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a host says about its resources, until the authorization server is built. Not thread-safe. */
public final class ResourceSettings {

    private String path = AuthorizationServer.DEFAULT_RESOURCE_PATH;
    private final List<ProtectedResource> named = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    private record Server(ClientId client, @Nullable URI resource) {}

    public void path(String value) {
        path = value;
    }

    public void add(ProtectedResource resource) {
        named.add(resource);
    }

    public void addServer(ClientId client, @Nullable URI resource) {
        servers.add(new Server(client, resource));
    }

    /** The default resource first: as the host described it, or one that takes everything. */
    public ResourceCatalog catalog(URI issuer, String productName) {
        return catalog(issuer, productName, path);
    }

    private ResourceCatalog catalog(URI issuer, String productName, String path) {
        URI standard = URI.create(issuer + path);
        List<ProtectedResource> all = new ArrayList<>();
        named.stream().filter(one -> one.uri().equals(standard)).forEach(all::add);
        if (all.isEmpty()) {
            all.add(ProtectedResource.of(standard, productName));
        }
        named.stream().filter(one -> !one.uri().equals(standard)).forEach(all::add);
        return new ResourceCatalog(issuer, all);
    }

    /** Which clients serve which resources. */
    public Map<ClientId, List<ProtectedResource>> servers(ResourceCatalog catalog) {
        Map<ClientId, List<ProtectedResource>> found = new HashMap<>();
        for (Server server : servers) {
            found.computeIfAbsent(server.client(), client -> new ArrayList<>())
                    .add(resource(server, catalog).orElseThrow());
        }
        return found;
    }

    private static Optional<ProtectedResource> resource(Server server, ResourceCatalog catalog) {
        URI uri = server.resource();
        return uri == null ? Optional.of(catalog.defaultResource()) : catalog.find(uri.toString());
    }

    public List<String> problems(URI issuer, String productName, ScopeCatalog scopes, boolean development) {
        List<String> problems = new ArrayList<>();
        boolean legal = path.matches("(/[A-Za-z0-9._~-]+)+");
        if (!legal) {
            problems.add("resourcePath: begin with a slash and do not end with one, not '" + path + "'.");
        }
        ResourceCatalog catalog =
                catalog(issuer, productName, legal ? path : AuthorizationServer.DEFAULT_RESOURCE_PATH);
        problems.addAll(catalog.problems());
        for (Server server : servers) {
            if (server.client().value().startsWith("https://")) {
                problems.add("resourceServer: " + server.client()
                        + " describes itself, so whoever writes its document could ask about every token. Name"
                        + " an app that is registered.");
            }
            if (resource(server, catalog).isEmpty()) {
                problems.add("resourceServer: " + server.client() + " is for an unknown resource, " + server.resource()
                        + ". Name it with resource(...).");
            }
        }
        Scopes offered = scopes.expand(Scopes.of(Scopes.WILDCARD));
        for (ProtectedResource resource : catalog.all()) {
            if ("http".equals(resource.uri().getScheme()) && !development) {
                problems.add("resource: use https for " + resource.uri() + ". Its tokens would travel in the clear.");
            }
            if (resource.filter(offered).isEmpty()) {
                problems.add("resource: " + resource.uri() + " takes none of the scopes of the catalog.");
            }
        }
        return problems;
    }
}
