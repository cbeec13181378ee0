package dev.drawbridge.oauth;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.client.RequestsPerClient;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.token.Lifetimes;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of the host about its authorization server, checked by {@link AuthorizationServerBuilder}. Immutable.
 *
 * @param lifetimes how long codes and tokens live
 * @param signing how access tokens are signed
 * @param resources the host's APIs, {@code aud} of access tokens
 * @param resourceServers the clients that may ask about every access token for a resource, each with its resources
 * @param clients what clients and their requests must have
 * @param requestsPerClient how many requests one client may send
 * @param dpopNonces whether proofs of possession must have a nonce
 * @param registration whether and how clients may register themselves
 * @param documents which clients may describe themselves; null if none may
 * @param crossOrigin which origins' pages may call the endpoints that apps call
 * @param consentView shows the consent page; null for the default page
 */
record OAuthSettings(
        Lifetimes lifetimes,
        SigningAlgorithm signing,
        ResourceCatalog resources,
        Map<ClientId, List<ProtectedResource>> resourceServers,
        ClientRules clients,
        RequestsPerClient requestsPerClient,
        DpopVerifier.NoncePolicy dpopNonces,
        DynamicRegistration registration,
        @Nullable ClientDocumentPolicy documents,
        CrossOrigin crossOrigin,
        @Nullable ConsentView consentView) {

    /** Copies the map. */
    OAuthSettings {
        resourceServers = Map.copyOf(resourceServers);
    }
}
