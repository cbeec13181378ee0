package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.ClientAuthenticationMethod;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this server takes from clients, whatever an app itself may do.
 *
 * @param methods the ways to authenticate
 * @param algorithms what assertions and proofs of possession may be signed with
 * @param senderConstrained whether every token must be bound to a key (RFC 9449)
 * @param pushedRequests whether authorization requests must be pushed (RFC 9126 §5)
 * @param namingTokenEndpoint the clients whose assertions may name the URL of the token endpoint as the audience instead of
 *     the issuer
 */
public record ClientRules(
        Set<ClientAuthenticationMethod> methods,
        Set<SigningAlgorithm> algorithms,
        boolean senderConstrained,
        boolean pushedRequests,
        Set<ClientId> namingTokenEndpoint) {

    /** Everything that is implemented, and nothing demanded. */
    public static final ClientRules DEFAULTS = new ClientRules(
            EnumSet.allOf(ClientAuthenticationMethod.class),
            EnumSet.allOf(SigningAlgorithm.class),
            false,
            false,
            Set.of());

    /** Copies the sets. */
    public ClientRules {
        methods = Set.copyOf(methods);
        algorithms = Set.copyOf(algorithms);
        namingTokenEndpoint = Set.copyOf(namingTokenEndpoint);
    }

    /** The methods as metadata names them, always in one order. */
    List<String> methodNames() {
        return Stream.of(ClientAuthenticationMethod.values())
                .filter(methods::contains)
                .map(ClientAuthenticationMethod::wireName)
                .toList();
    }

    /** The algorithms as metadata and challenges name them, always in one order. */
    List<String> algorithmNames() {
        return Stream.of(SigningAlgorithm.values())
                .filter(algorithms::contains)
                .map(SigningAlgorithm::wireName)
                .toList();
    }
}
