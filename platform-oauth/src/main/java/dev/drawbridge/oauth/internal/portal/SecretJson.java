package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Client secrets in the portal's JSON: list, rotate, end, take a rotation back. Thread-safe. */
final class SecretJson {

    private final SecretRotator secrets;
    private final RotateSecret rotate;
    private final EndSecret end;
    private final CancelRotation cancel;
    private final OncePerKey once;

    SecretJson(SecretRotator secrets, RotateSecret rotate, EndSecret end, CancelRotation cancel, OncePerKey once) {
        this.secrets = secrets;
        this.rotate = rotate;
        this.end = end;
        this.cancel = cancel;
        this.once = once;
    }

    PortalResponse list(PanelCall call) {
        return PortalResponse.json(
                200,
                Map.of(
                        "items",
                        secrets.list(call.app()).stream().map(SecretJson::of).toList()));
    }

    PortalResponse rotate(PanelCall call) {
        RotateSecret.Input input = RotateSecret.Input.ofJson(call.request());
        RotatedSecret rotated = once.perKey(call.portal(), () -> rotate.run(call, input));
        Map<String, @Nullable Object> json = of(rotated.current());
        json.put("clientSecret", rotated.clientSecret().reveal());
        rotated.previous().ifPresent(previous -> json.put("previous", of(previous)));
        return new PortalResponse.Raw(Response.json(201, json));
    }

    PortalResponse end(PanelCall call) {
        end.run(call);
        return new PortalResponse.Raw(Response.empty(204));
    }

    PortalResponse cancel(PanelCall call) {
        return PortalResponse.json(200, of(cancel.run(call)));
    }

    private static Map<String, @Nullable Object> of(StoredSecret secret) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", secret.id());
        json.put("last4", secret.last4());
        json.put("status", secret.expiresAt() == null ? "ACTIVE" : "RETIRING");
        json.put("createdAt", secret.createdAt().toString());
        json.put("lastUsedAt", text(secret.lastUsedAt()));
        json.put("expiresAt", text(secret.expiresAt()));
        return json;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
