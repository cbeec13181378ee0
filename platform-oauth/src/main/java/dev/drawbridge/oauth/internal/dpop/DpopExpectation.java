package dev.drawbridge.oauth.internal.dpop;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a proof must be for. Immutable.
 *
 * <p>The URI is the one that clients see (issuer and path), not the one that reached this process behind a proxy.
 */
public final class DpopExpectation {

    private final String method;
    private final String target;
    private final @Nullable Secret accessToken;
    private final @Nullable JwkThumbprint boundTo;

    private DpopExpectation(String method, URI uri, @Nullable Secret accessToken, @Nullable JwkThumbprint boundTo) {
        this.method = method;
        this.target = TargetUri.normalized(uri.toString())
                .orElseThrow(() -> new IllegalArgumentException("Not an http or https URI with a host"));
        this.accessToken = accessToken;
        this.boundTo = boundTo;
    }

    /**
     * Expects a proof at an endpoint of the authorization server: {@code ath} is not looked at.
     *
     * @param method the request's method, as it was sent
     * @param uri the request's URI, absolute; query and fragment do not count
     * @return the expectation
     * @throws IllegalArgumentException if the URI is not http or https, or has no host
     */
    public static DpopExpectation atAuthorizationServer(String method, URI uri) {
        return new DpopExpectation(method, uri, null, null);
    }

    /**
     * Expects a proof beside an access token (RFC 9449 §7).
     *
     * @param method the request's method, as it was sent
     * @param uri the request's URI, absolute; query and fragment do not count
     * @param accessToken the token, which {@code ath} must be the hash of
     * @param boundTo {@code cnf.jkt} of the verified token
     * @return the expectation
     * @throws IllegalArgumentException if the URI is not http or https, or has no host
     */
    public static DpopExpectation atResource(String method, URI uri, Secret accessToken, JwkThumbprint boundTo) {
        return new DpopExpectation(method, uri, accessToken, boundTo);
    }

    String method() {
        return method;
    }

    /** The URI in the form of {@link TargetUri}. */
    String target() {
        return target;
    }

    @Nullable
    Secret accessToken() {
        return accessToken;
    }

    @Nullable
    JwkThumbprint boundTo() {
        return boundTo;
    }
}
