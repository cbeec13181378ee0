package dev.drawbridge.oauth.internal.endpoint;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * Says which routes of the authorization server pages of other origins may call: the endpoints that apps call themselves
 * (token, revocation, pushed requests and registration) as the host decides, metadata and keys always, since they are public
 * facts. Authorization, consent, installation and introspection never. Immutable and thread-safe.
 */
public final class ClientOrigins {

    private static final List<String> EXPOSED =
            List.of("DPoP-Nonce", "ETag", "Retry-After", "WWW-Authenticate", "X-Request-Id");

    private final CrossOriginRule documents = CrossOriginRule.forDocuments();
    private final Optional<CrossOriginRule> clients;

    public ClientOrigins(CrossOrigin origins) {
        this.clients = CrossOriginRule.of(origins, EXPOSED);
    }

    /** Puts the rules over the routes that they are about; leaves the others alone. */
    public List<Route> over(List<Route> routes) {
        return routes.stream().map(this::over).toList();
    }

    private Route over(Route route) {
        return rule(route.kind())
                .map(rule -> route.withHandler(rule.over(route.handler())))
                .orElse(route);
    }

    private Optional<CrossOriginRule> rule(Route.Kind kind) {
        return switch (kind) {
            case METADATA -> Optional.of(documents);
            case CLIENT_ENDPOINT -> clients;
            case PAGE,
                    DECISION_PAGE,
                    AUTHORIZATION_ENDPOINT,
                    RESOURCE_SERVER_ENDPOINT,
                    PORTAL_JSON,
                    HOST_API,
                    HIDDEN,
                    ASSET -> Optional.empty();
        };
    }
}
