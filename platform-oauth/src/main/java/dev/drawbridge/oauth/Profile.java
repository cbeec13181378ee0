package dev.drawbridge.oauth;

import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.EnumSet;
import java.util.Set;

/** How strict the authorization server is, as published profiles have it. */
public enum Profile {

    /** OAuth 2.1: PKCE for every code, exact redirect URIs, rotating refresh tokens; the rest is each app's choice. */
    OAUTH21(EnumSet.allOf(ClientAuthenticationMethod.class), EnumSet.allOf(SigningAlgorithm.class)),

    /**
     * The FAPI 2.0 Security Profile (final) with {@code private_key_jwt} and DPoP: confidential clients with keys only,
     * every authorization request pushed, every token bound to a key, codes of 60 seconds at most, https redirect URIs,
     * ES256, PS256 or EdDSA everywhere.
     *
     * <p>Refresh tokens do not rotate, as §5.3.2.1 wants it: with confidential clients and bound tokens rotation protects
     * nothing, and a client that loses a response would lose its grant.
     */
    FAPI2(
            EnumSet.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT),
            EnumSet.of(SigningAlgorithm.ES256, SigningAlgorithm.PS256, SigningAlgorithm.EDDSA));

    private final Set<ClientAuthenticationMethod> methods;
    private final Set<SigningAlgorithm> algorithms;

    Profile(Set<ClientAuthenticationMethod> methods, Set<SigningAlgorithm> algorithms) {
        this.methods = Set.copyOf(methods);
        this.algorithms = Set.copyOf(algorithms);
    }

    /**
     * Returns how clients may authenticate at the token endpoint.
     *
     * @return every other method is refused
     */
    public Set<ClientAuthenticationMethod> methods() {
        return methods;
    }

    /**
     * Returns what tokens, client assertions and DPoP proofs may be signed with.
     *
     * @return every other algorithm is refused
     */
    public Set<SigningAlgorithm> algorithms() {
        return algorithms;
    }
}
