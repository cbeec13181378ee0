package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.internal.assertion.JwkSet;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the security of an app may be. Nothing is looked up or fetched. Pure and thread-safe. */
final class SecurityRules {

    private final TargetRules targets;

    SecurityRules(TargetRules targets) {
        this.targets = targets;
    }

    /**
     * Judges what somebody wants.
     *
     * @param security how the app should prove who it is
     * @param type what kind of client it is
     * @return everything that is wrong
     */
    List<FieldError> check(AppSecurity security, AppType type) {
        List<FieldError> errors = new ArrayList<>();
        checkMethods(security, type).ifPresent(errors::add);
        checkKeys(security).ifPresent(errors::add);
        String algorithm = security.signingAlgorithm();
        if (algorithm != null && SigningAlgorithm.fromWire(algorithm).isEmpty()) {
            errors.add(new FieldError(
                    "signingAlgorithm",
                    AppFieldCode.ALGORITHM_NOT_SUPPORTED,
                    "Sign assertions with ES256, PS256, RS256 or EdDSA."));
        }
        return errors;
    }

    private static Optional<FieldError> checkMethods(AppSecurity security, AppType type) {
        Set<ClientAuthenticationMethod> methods = security.methods();
        boolean fits = type == AppType.PUBLIC
                ? methods.equals(Set.of(ClientAuthenticationMethod.NONE))
                : security.confidential();
        return fits
                ? Optional.empty()
                : error(
                        "tokenEndpointAuthMethod",
                        AppFieldCode.AUTH_METHOD_NOT_FOR_TYPE,
                        "Public apps authenticate with none, all others with a secret or a key.");
    }

    private Optional<FieldError> checkKeys(AppSecurity security) {
        String jwks = security.jwks();
        URI jwksUri = security.jwksUri();
        if (jwks != null && jwksUri != null) {
            // RFC 7591 §2
            return error("jwks", AppFieldCode.KEYS_TWICE, "Send the keys or where they are published, not both.");
        }
        if (jwks != null) {
            return checkSet(jwks);
        }
        if (jwksUri != null) {
            return targets.check(jwksUri)
                    .map(problem ->
                            new FieldError("jwksUri", problem, "The JWKS URL is refused. " + problem.message()));
        }
        return security.allows(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                ? error("jwks", AppFieldCode.KEYS_REQUIRED, "An app that signs its assertions needs public keys.")
                : Optional.empty();
    }

    private static Optional<FieldError> checkSet(String jwks) {
        if (jwks.length() > AppSecurity.MAX_JWKS) {
            return error("jwks", AppFieldCode.JWKS_TOO_LONG, "Keep the JWK set under 20,000 characters.");
        }
        try {
            JwkSet.read(jwks);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return error("jwks", AppFieldCode.JWKS_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<FieldError> error(String field, AppFieldCode code, String message) {
        return Optional.of(new FieldError(field, code, message));
    }
}
