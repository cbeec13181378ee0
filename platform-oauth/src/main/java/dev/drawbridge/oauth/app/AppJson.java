package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppProfile;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How apps and secrets look in the portal's JSON. What is not there is null. */
final class AppJson {

    private AppJson() {}

    static Map<String, @Nullable Object> of(App app, Instant now) {
        AppProfile profile = app.profile();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", app.id().value());
        json.put("clientId", app.clientId().value());
        json.put("name", profile.name());
        json.put("description", profile.description());
        json.put("type", app.type().wireName());
        json.put("redirectUris", app.access().redirectUris());
        json.put("scopes", List.copyOf(app.access().scopes().names()));
        json.put("contactEmail", profile.contactEmail());
        put(json, "websiteUrl", profile.websiteUrl());
        put(json, "logoUrl", profile.logoUrl());
        put(json, "termsUrl", profile.termsUrl());
        put(json, "privacyUrl", profile.privacyUrl());
        json.put("distribution", app.access().distribution().name());
        put(json, "expiresAt", app.expiresAt());
        json.put("ipAllowList", app.access().ipAllowList());
        json.put("status", app.statusAt(now));
        json.put("definedBy", app.definedBy().name());
        json.put("createdAt", app.createdAt().toString());
        json.put("version", app.version());
        return json;
    }

    static Map<String, @Nullable Object> of(StoredSecret secret) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", secret.id());
        json.put("last4", secret.last4());
        json.put("status", secret.expiresAt() == null ? "ACTIVE" : "RETIRING");
        json.put("createdAt", secret.createdAt().toString());
        put(json, "lastUsedAt", secret.lastUsedAt());
        put(json, "expiresAt", secret.expiresAt());
        return json;
    }

    /** Returns the entity tag of an app's present version (RFC 9110 §8.8.3). */
    static String etag(App app) {
        return '"' + Long.toString(app.version()) + '"';
    }

    private static void put(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
        json.put(name, value == null ? null : value.toString());
    }
}
