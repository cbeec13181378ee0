package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this server takes from clients, whatever an app itself may do. Immutable.
 *
 * @param profile how strict the server is
 * @param dpopOnly whether every token must be bound to a key (RFC 9449), also if the profile does not say so
 * @param pushedOnly whether authorization requests must be pushed (RFC 9126 §5), also if the profile does not say so
 * @param namingTokenEndpoint the clients whose assertions may name the URL of the token endpoint as the audience instead of
 *     the issuer
 * @param firstParty the clients that are the host's own: their users are not asked for consent
 * @param redirectSchemes the private-use schemes, beside reversed domain names, that redirect URIs of public and dynamic
 *     clients may have
 */
public record ClientRules(
        Profile profile,
        boolean dpopOnly,
        boolean pushedOnly,
        Set<ClientId> namingTokenEndpoint,
        Set<ClientId> firstParty,
        Set<String> redirectSchemes) {

    /** Everything that is implemented, and nothing demanded. */
    public static final ClientRules DEFAULTS =
            new ClientRules(Profile.OAUTH21, false, false, Set.of(), Set.of(), Set.of());

    // FAPI 2.0 §5.3.2.1.
    private static final Duration STRICT_CODE = Duration.ofSeconds(60);

    /** Copies the sets. */
    public ClientRules {
        namingTokenEndpoint = Set.copyOf(namingTokenEndpoint);
        firstParty = Set.copyOf(firstParty);
        redirectSchemes = Set.copyOf(redirectSchemes);
    }

    /**
     * Returns the ways to authenticate.
     *
     * @return at least one
     */
    public Set<ClientAuthenticationMethod> methods() {
        return profile.methods();
    }

    /**
     * Returns what assertions, proofs of possession and our own tokens may be signed with.
     *
     * @return at least one
     */
    public Set<SigningAlgorithm> algorithms() {
        return profile.algorithms();
    }

    /**
     * Tells whether every token must be bound to a key.
     *
     * @return true if bearer tokens are neither issued nor taken
     */
    public boolean senderConstrained() {
        return dpopOnly || strict();
    }

    /**
     * Tells whether every authorization request must be pushed.
     *
     * @return true if others are refused
     */
    public boolean pushedRequests() {
        return pushedOnly || strict();
    }

    /**
     * Tells whether refresh tokens are replaced at every use (RFC 9700 §4.14).
     *
     * @return false if one serves as long as its grant
     */
    public boolean rotation() {
        return !strict();
    }

    /**
     * Tells whether a pushed request must name its redirect URI, and that must be https (FAPI 2.0 §5.3.2.2): http on a
     * loopback host is for native apps, which cannot keep a key and are not taken then.
     *
     * @return true if so
     */
    public boolean namedHttpsRedirects() {
        return strict();
    }

    /**
     * Tells whether a client that registers or describes itself may have a redirect URI.
     *
     * @param uri as the client wrote it
     * @return false if it breaks a rule
     */
    public boolean takesRedirect(String uri) {
        return (!namedHttpsRedirects() || uri.startsWith("https://"))
                && RedirectUriFault.of(uri, new PrivateUse(true, redirectSchemes))
                        .isEmpty();
    }

    /** Returns the private-use schemes of an app. A dynamic client is an instance, so it may have a secret beside. */
    PrivateUse privateUse(AppType type, DefinedBy definedBy) {
        boolean allowed = type == AppType.PUBLIC || definedBy == DefinedBy.DYNAMIC;
        return allowed ? new PrivateUse(true, redirectSchemes) : PrivateUse.NONE;
    }

    /**
     * Judges an app that somebody wants to register or to change.
     *
     * @param type what kind of client it is
     * @param security how it proves who it is
     * @param redirectUris where it wants responses
     * @return everything that this server does not take
     */
    public List<FieldError> check(AppType type, AppSecurity security, List<String> redirectUris) {
        List<FieldError> errors = new ArrayList<>();
        if (!methods().containsAll(security.methods())) {
            errors.add(new FieldError(
                    AppField.TYPE.wireName(),
                    AppFieldCode.CLIENT_NOT_SUPPORTED,
                    "This platform takes only apps that sign with a key (" + String.join(", ", methodNames())
                            + "). Ask its operator to register yours."));
        }
        if (namedHttpsRedirects()
                && type != AppType.MACHINE
                && !redirectUris.stream().allMatch(uri -> uri.startsWith("https://"))) {
            errors.add(new FieldError(
                    RedirectUris.FIELD,
                    AppFieldCode.REDIRECT_URI_NOT_HTTPS,
                    "This platform takes https redirect URIs only."));
        }
        String algorithm = security.signingAlgorithm();
        if (algorithm != null && !algorithmNames().contains(algorithm)) {
            errors.add(new FieldError(
                    "signingAlgorithm",
                    AppFieldCode.ALGORITHM_NOT_SUPPORTED,
                    "Sign assertions with one of " + String.join(", ", algorithmNames()) + "."));
        }
        return errors;
    }

    /**
     * Judges other settings of the server.
     *
     * @param signing how access tokens are signed
     * @param code how long authorization codes live
     * @return what these rules do not allow, one sentence each
     */
    public List<String> problems(SigningAlgorithm signing, Duration code) {
        List<String> problems = new ArrayList<>();
        if (!algorithms().contains(signing)) {
            problems.add("signingAlgorithm: the profile " + profile + " signs with one of "
                    + String.join(", ", algorithmNames()) + ", not with " + signing.wireName() + ".");
        }
        if (strict() && code.compareTo(STRICT_CODE) > 0) {
            problems.add("codeLifetime: the profile " + profile + " lets codes live for " + STRICT_CODE
                    + " at most, not " + code + ".");
        }
        redirectSchemes.stream()
                .filter(scheme -> !PrivateUse.possible(scheme))
                .sorted()
                .forEach(scheme -> problems.add(
                        "redirectSchemes: give private-use schemes in lower case, for example cursor, not '" + scheme
                                + "'."));
        if (strict() && !redirectSchemes.isEmpty()) {
            problems.add("redirectSchemes: leave it out. The profile " + profile + " takes https redirect URIs only.");
        }
        if (strict() && !namingTokenEndpoint.isEmpty()) {
            problems.add("acceptTokenEndpointAudience: leave it out. The profile " + profile
                    + " takes no assertions whose audience is the token endpoint.");
        }
        return problems;
    }

    /**
     * Returns the methods as metadata names them.
     *
     * @return always in one order
     */
    public List<String> methodNames() {
        return Stream.of(ClientAuthenticationMethod.values())
                .filter(methods()::contains)
                .map(ClientAuthenticationMethod::wireName)
                .toList();
    }

    /**
     * Returns the algorithms as metadata and challenges name them.
     *
     * @return always in one order
     */
    public List<String> algorithmNames() {
        return Stream.of(SigningAlgorithm.values())
                .filter(algorithms()::contains)
                .map(SigningAlgorithm::wireName)
                .toList();
    }

    private boolean strict() {
        return profile == Profile.FAPI2;
    }
}
