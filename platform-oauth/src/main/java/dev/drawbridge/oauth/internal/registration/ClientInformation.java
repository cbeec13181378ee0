package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about itself (RFC 7591 §3.2.1, RFC 7592 §3): all metadata as it holds, which may be less than the
 * client asked for. The secret is told once, when it is made: we have its hash alone.
 */
final class ClientInformation {

    private ClientInformation() {}

    static Map<String, Object> of(URI issuer, Registrations.Held held) {
        App app = held.app();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client_id", app.clientId().value());
        json.put("client_id_issued_at", app.createdAt().getEpochSecond());
        held.secret().ifPresent(secret -> {
            json.put("client_secret", secret.reveal());
            // Required with a secret; 0 = it does not expire.
            json.put("client_secret_expires_at", 0);
        });
        json.put("registration_access_token", held.token().reveal());
        json.put("registration_client_uri", issuer + OAuthPaths.REGISTER + "/" + app.clientId());
        json.put("redirect_uris", app.access().redirectUris());
        json.put("response_types", List.of("code"));
        json.put("grant_types", grants(app));
        json.put("scope", app.access().scopes().toWire());
        profile(json, app.profile());
        security(json, app.security());
        put(json, "application_type", held.registration().details().applicationType());
        put(json, "software_id", held.registration().details().softwareId());
        put(json, "software_version", held.registration().details().softwareVersion());
        return json;
    }

    private static List<String> grants(App app) {
        return app.access().refreshTokens()
                ? List.of(GrantType.AUTHORIZATION_CODE.wireName(), GrantType.REFRESH_TOKEN.wireName())
                : List.of(GrantType.AUTHORIZATION_CODE.wireName());
    }

    private static void profile(Map<String, Object> json, AppProfile profile) {
        json.put("client_name", profile.name());
        put(json, "client_uri", profile.websiteUrl());
        put(json, "logo_uri", profile.logoUrl());
        put(json, "tos_uri", profile.termsUrl());
        put(json, "policy_uri", profile.privacyUrl());
        if (!profile.contactEmail().isEmpty()) {
            json.put("contacts", List.of(profile.contactEmail()));
        }
    }

    private static void security(Map<String, Object> json, AppSecurity security) {
        ClientAuthenticationMethod method =
                security.methods().stream().sorted().findFirst().orElseThrow();
        json.put("token_endpoint_auth_method", method.wireName());
        put(json, "token_endpoint_auth_signing_alg", security.signingAlgorithm());
        put(json, "jwks_uri", security.jwksUri());
        String jwks = security.jwks();
        if (jwks != null) {
            json.put("jwks", Json.readObject(jwks).toMap());
        }
        json.put("dpop_bound_access_tokens", security.dpopBound());
        json.put("require_pushed_authorization_requests", security.pushedRequestsOnly());
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(Map<String, Object> json, String name, @Nullable URI value) {
        put(json, name, value == null ? null : value.toString());
    }
}
