package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads the token of a session: a JWT (RFC 7519) with HS256 under a key of its own, {@code typ}
 * {@code dp-session+jwt}, that names the session and says nothing else. Thread-safe.
 *
 * <p>The header is compared as a whole: no algorithm is ever chosen by the token (RFC 8725 §3.1).
 */
final class SessionTokens {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = ENCODER.encodeToString(
            "{\"alg\":\"HS256\",\"typ\":\"dp-session+jwt\"}".getBytes(StandardCharsets.US_ASCII));
    private static final int MAX_LENGTH = 1_000;

    private final Vault vault;

    SessionTokens(Vault vault) {
        this.vault = vault;
    }

    Secret of(Session session) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sid", session.id());
        claims.put("iat", session.createdAt().getEpochSecond());
        claims.put("exp", session.expiresAt().getEpochSecond());
        String signed = HEADER + "." + ENCODER.encodeToString(Json.write(claims).getBytes(StandardCharsets.UTF_8));
        return Secret.of(signed + "." + ENCODER.encodeToString(vault.mac(Vault.Purpose.SESSION, ascii(signed))));
    }

    /** Returns the session's id, or empty if this is no token of this platform or is past its end. */
    Optional<String> read(Secret token, Instant now) {
        String text = token.reveal();
        int end = text.lastIndexOf('.');
        if (text.length() > MAX_LENGTH || end <= HEADER.length() || !text.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        try {
            String signed = text.substring(0, end);
            byte[] mac = Base64.getUrlDecoder().decode(text.substring(end + 1));
            if (!vault.verifies(Vault.Purpose.SESSION, ascii(signed), mac)) {
                return Optional.empty();
            }
            return Json.tryReadObject(Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1)))
                    .map(JsonObject::toMap)
                    .flatMap(claims -> sessionOf(claims, now));
        } catch (IllegalArgumentException e) {
            // Not base64url: no token of this platform.
            return Optional.empty();
        }
    }

    private static Optional<String> sessionOf(Map<String, Object> claims, Instant now) {
        boolean alive = claims.get("exp") instanceof Number exp && exp.longValue() > now.getEpochSecond();
        return alive && claims.get("sid") instanceof String session ? Optional.of(session) : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
