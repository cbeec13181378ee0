package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that clients call directly, over HTTP: {@code POST /oauth/token}, {@code POST /oauth/revoke} and
 * {@code POST /oauth/introspect}. The one place where their failures become responses. Thread-safe.
 */
public final class TokenRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRoutes.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();

    private final Function<TokenRequest, TokenResponse> tokens;
    private final RevocationEndpoint revocation;
    private final IntrospectionEndpoint introspection;

    /**
     * Makes the routes.
     *
     * @param tokens issues tokens
     * @param revocation revokes them
     * @param introspection describes them
     */
    public TokenRoutes(
            Function<TokenRequest, TokenResponse> tokens,
            RevocationEndpoint revocation,
            IntrospectionEndpoint introspection) {
        this.tokens = tokens;
        this.revocation = revocation;
        this.introspection = introspection;
    }

    /**
     * Returns the endpoints.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                EndpointName.TOKEN.of(
                        Route.clientEndpoint("POST", OAuthPaths.TOKEN, request -> respond(request, this::token))),
                EndpointName.REVOCATION.of(
                        Route.clientEndpoint("POST", OAuthPaths.REVOKE, request -> respond(request, this::revoke))),
                EndpointName.INTROSPECTION.of(Route.of(
                        Route.Kind.RESOURCE_SERVER_ENDPOINT,
                        "POST",
                        OAuthPaths.INTROSPECT,
                        request -> respond(request, this::introspect))));
    }

    private Response token(TokenRequest request) {
        TokenResponse issued = tokens.apply(request);
        Response response = Response.json(200, issued.toJson());
        String nonce = issued.nextNonce();
        return nonce == null ? response : response.with("DPoP-Nonce", nonce);
    }

    private Response revoke(TokenRequest request) {
        revocation.revoke(request);
        // RFC 7009 §2.2 asks for no body, but some clients parse an empty one as JSON and fail.
        return Response.json(200, Map.of());
    }

    private Response introspect(TokenRequest request) {
        return Response.json(200, introspection.introspect(request));
    }

    public static Response respond(Request request, Function<TokenRequest, Response> endpoint) {
        try {
            return endpoint.apply(TokenRequest.of(request));
        } catch (OAuthException e) {
            return e.toResponse();
        } catch (StoreUnavailableException e) {
            STORE_FAILURES.log(others -> LOG.warn(
                    "Request {} ({}) and {} others before it: the store is unavailable",
                    request.id(),
                    request,
                    others,
                    e));
            return new OAuthException(
                            OAuthError.TEMPORARILY_UNAVAILABLE, "The server is unavailable now. Try again soon.")
                    .withHeader("Retry-After", "5")
                    .toResponse();
        } catch (StoreFailedException e) {
            STORE_FAILURES.log(others -> LOG.error(
                    "Request {} ({}) and {} others before it: the store failed", request.id(), request, others, e));
            return failed();
        } catch (RuntimeException | Error e) {
            LOG.error("Request {} ({}) failed", request.id(), request, e);
            return failed();
        }
    }

    private static Response failed() {
        return new OAuthException(OAuthError.SERVER_ERROR, "Something went wrong on our side.").toResponse();
    }
}
