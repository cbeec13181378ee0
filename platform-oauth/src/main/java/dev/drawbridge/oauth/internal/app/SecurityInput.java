package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.OAuthAppRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an app proves who it is, as forms and JSON spell it: the names of RFC 7591 §2 in the portal's spelling. Immutable.
 *
 * @param method the registered name of the one method; empty for what apps of the type do by default
 * @param jwks the public keys as a JWK set; empty for none
 * @param jwksUri where they are published; empty for nowhere
 */
public record SecurityInput(String method, String jwks, String jwksUri) {

    /** The names in forms, JSON and field errors. */
    public static final String METHOD = "tokenEndpointAuthMethod";

    public static final String JWKS = "jwks";
    public static final String JWKS_URI = "jwksUri";

    /** All of them. */
    public static final Set<String> NAMES = Set.of(METHOD, JWKS, JWKS_URI);

    /** What a new app has whose developer chose nothing. */
    public static final SecurityInput DEFAULT = new SecurityInput("", "", "");

    /**
     * What the input makes of an app.
     *
     * @param security with what the app had where something could not be read
     * @param errors what could not be read
     */
    public record Wanted(AppSecurity security, List<FieldError> errors) {

        /** Copies the errors. */
        public Wanted {
            errors = List.copyOf(errors);
        }
    }

    /** Returns the input that would leave an app as it is. */
    public static SecurityInput of(AppSecurity security) {
        URI uri = security.jwksUri();
        return new SecurityInput(
                method(security), security.jwks() == null ? "" : security.jwks(), uri == null ? "" : uri.toString());
    }

    /** Reads a posted form. */
    public static SecurityInput ofForm(Parameters form) {
        return new SecurityInput(
                form.text(METHOD), form.text(JWKS).strip(), form.text(JWKS_URI).strip());
    }

    /** Returns a copy with the members of a JSON body; null empties a field. */
    public SecurityInput with(JsonObject body) {
        return new SecurityInput(
                body.has(METHOD) ? body.text(METHOD).orElse("") : method,
                body.has(JWKS)
                        ? body.object(JWKS)
                                .map(keys -> Json.write(keys.toMap()))
                                .orElse("")
                        : jwks,
                body.has(JWKS_URI) ? body.text(JWKS_URI).orElse("").strip() : jwksUri);
    }

    /**
     * Reads the values.
     *
     * @param type what kind of client it is
     * @param before what the app has; null for a new one
     * @return what is wanted, not yet judged by {@link OAuthAppRegistry}
     */
    public Wanted read(AppType type, @Nullable AppSecurity before) {
        List<FieldError> errors = new ArrayList<>();
        AppSecurity base = before == null ? AppSecurity.of(type) : before;
        Set<ClientAuthenticationMethod> methods = base.methods();
        if (method.isEmpty()) {
            methods = AppSecurity.of(type).methods();
        } else if (!method.equals(method(base))) {
            methods = ClientAuthenticationMethod.fromWire(method).map(Set::of).orElse(Set.of());
        }
        if (methods.isEmpty()) {
            errors.add(FieldRefusal.of(METHOD, AppFieldCode.AUTH_METHOD_UNKNOWN));
            methods = base.methods();
        }
        Optional<String> keys = keys();
        if (keys.isEmpty()) {
            errors.add(FieldRefusal.of(JWKS, AppFieldCode.JWKS_INVALID));
        }
        return new Wanted(
                new AppSecurity(
                        methods,
                        keys.filter(text -> !text.isEmpty()).orElse(null),
                        address(errors),
                        base.signingAlgorithm(),
                        base.dpopBound(),
                        base.pushedRequestsOnly()),
                errors);
    }

    private Optional<String> keys() {
        return jwks.isEmpty()
                ? Optional.of("")
                : Json.tryReadObject(jwks.getBytes(StandardCharsets.UTF_8)).map(set -> Json.write(set.toMap()));
    }

    private @Nullable URI address(List<FieldError> errors) {
        try {
            return jwksUri.isEmpty() ? null : new URI(jwksUri);
        } catch (URISyntaxException e) {
            errors.add(FieldRefusal.of(JWKS_URI, AppFieldCode.URL_INVALID, "JWKS URL"));
            return null;
        }
    }

    /**
     * Writes how an app proves who it is. The keys are public, so they come back.
     *
     * @param json gets the members
     */
    public static void write(Map<String, @Nullable Object> json, AppSecurity security) {
        String keys = security.jwks();
        URI uri = security.jwksUri();
        json.put(METHOD, method(security));
        json.put(JWKS, keys == null ? null : Json.readObject(keys).toMap());
        json.put(JWKS_URI, uri == null ? null : uri.toString());
    }

    /** Of an app that may send its secret either way, the way that RFC 6749 §2.3.1 prefers. */
    private static String method(AppSecurity security) {
        return security.methods().stream().sorted().findFirst().orElseThrow().wireName();
    }
}
