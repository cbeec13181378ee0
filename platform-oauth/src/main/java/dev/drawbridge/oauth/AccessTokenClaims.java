package dev.drawbridge.oauth;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token (RFC 9068 §2.2), this library's included: {@code company}, {@code gid}, {@code fid}, {@code
 * run_as}.
 *
 * @param audience for which resource
 * @param holder whose token it is
 * @param grant {@code gid}: from which grant
 * @param family {@code fid}: from which refresh family; null for machine apps
 * @param scopes what it allows
 * @param tokenId {@code jti}
 * @param times when it is good
 */
public record AccessTokenClaims(
        List<String> audience,
        Holder holder,
        GrantId grant,
        @Nullable FamilyId family,
        Scopes scopes,
        String tokenId,
        Times times) {

    /**
     * Whose token it is. Exactly one of {@code user} and {@code runAs} is there.
     *
     * @param clientId the app
     * @param company whose data
     * @param user the user who consented; null for machine apps
     * @param runAs the user that a machine app runs as; null for users
     * @param key {@code cnf.jkt}: the key that the token is bound to (RFC 9449 §6); null for bearer tokens
     */
    public record Holder(
            ClientId clientId,
            CompanyId company,
            @Nullable UserId user,
            @Nullable UserId runAs,
            @Nullable JwkThumbprint key) {

        /**
         * Returns {@code sub}.
         *
         * @return the user's id, or {@code client:} and the client id
         */
        public String subject() {
            return user != null ? user.value() : UserId.MACHINE_SUBJECT_PREFIX + clientId.value();
        }
    }

    /**
     * When a token is good; whole seconds.
     *
     * @param issuedAt {@code iat}
     * @param notBefore {@code nbf}, or {@code iat}
     * @param expiresAt {@code exp}
     * @param authenticatedAt {@code auth_time}; null for machine apps
     */
    public record Times(
            Instant issuedAt,
            Instant notBefore,
            Instant expiresAt,
            @Nullable Instant authenticatedAt) {

        /**
         * Tells whether a token of these times is good.
         *
         * @param now the time
         * @param skew how far in the future {@code iat} and {@code nbf} may lie, for other machines' clocks
         * @return false from {@code exp} on, to the second: no skew prolongs a token
         */
        public boolean good(Instant now, Duration skew) {
            Instant latest = now.plus(skew);
            return now.isBefore(expiresAt) && !issuedAt.isAfter(latest) && !notBefore.isAfter(latest);
        }
    }

    /** Copies the list. */
    public AccessTokenClaims {
        audience = List.copyOf(audience);
    }

    /**
     * Returns how the token is sent.
     *
     * @return DPoP for a token that is bound to a key
     */
    public TokenType type() {
        return holder.key() == null ? TokenType.BEARER : TokenType.DPOP;
    }

    /**
     * Returns what the token says to some of its resources: a scope of another resource means nothing there.
     *
     * @param resources some of the audience
     * @return the claims with these resources and their scopes alone
     */
    public AccessTokenClaims at(List<ProtectedResource> resources) {
        List<String> uris =
                resources.stream().map(resource -> resource.uri().toString()).toList();
        return audience.size() == 1
                ? this
                : new AccessTokenClaims(
                        uris, holder, grant, family, ProtectedResource.filter(resources, scopes), tokenId, times);
    }

    /**
     * Returns the claims as JSON members.
     *
     * @param issuer {@code iss}
     * @return the members in order
     */
    public Map<String, Object> toJson(String issuer) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        claims.put("sub", holder.subject());
        claims.put("client_id", holder.clientId().value());
        claims.put("iat", times.issuedAt().getEpochSecond());
        claims.put("exp", times.expiresAt().getEpochSecond());
        claims.put("jti", tokenId);
        claims.put("scope", scopes.toWire());
        claims.put("company", holder.company().value());
        claims.put("gid", grant.value());
        putIfPresent(claims, "fid", family == null ? null : family.value());
        putIfPresent(
                claims, "run_as", holder.runAs() == null ? null : holder.runAs().value());
        JwkThumbprint key = holder.key();
        putIfPresent(claims, "cnf", key == null ? null : Map.of("jkt", key.value()));
        Instant login = times.authenticatedAt();
        putIfPresent(claims, "auth_time", login == null ? null : login.getEpochSecond());
        return claims;
    }

    /**
     * Reads claims of a token whose signature was verified.
     *
     * @param claims the members
     * @return the claims
     * @throws IllegalArgumentException if a claim is missing or not what it should be
     * @throws dev.drawbridge.core.http.ProblemException if a claim is of the wrong type
     */
    public static AccessTokenClaims of(JsonObject claims) {
        Instant issuedAt = instant(claims, "iat").orElseThrow(() -> missing("iat"));
        return new AccessTokenClaims(
                audience(claims),
                holder(claims),
                new GrantId(required(claims, "gid")),
                claims.text("fid").map(FamilyId::new).orElse(null),
                Scopes.parse(claims.text("scope").orElse("")),
                required(claims, "jti"),
                new Times(
                        issuedAt,
                        instant(claims, "nbf").orElse(issuedAt),
                        instant(claims, "exp").orElseThrow(() -> missing("exp")),
                        instant(claims, "auth_time").orElse(null)));
    }

    private static Holder holder(JsonObject claims) {
        ClientId clientId = new ClientId(required(claims, "client_id"));
        CompanyId company = new CompanyId(required(claims, "company"));
        String subject = required(claims, "sub");
        Optional<UserId> runAs = claims.text("run_as").map(UserId::new);
        // A machine's subject is no legal user id and the other way round, so one can never be taken for the other.
        Holder holder = runAs.isPresent()
                ? new Holder(clientId, company, null, runAs.get(), key(claims))
                : new Holder(clientId, company, new UserId(subject), null, key(claims));
        if (!holder.subject().equals(subject)) {
            throw new IllegalArgumentException("The subject of a machine token does not name its client");
        }
        return holder;
    }

    // A confirmation that we do not know must not turn a bound token into one for everybody.
    private static @Nullable JwkThumbprint key(JsonObject claims) {
        return claims.object("cnf")
                .map(confirmation -> new JwkThumbprint(required(confirmation, "jkt")))
                .orElse(null);
    }

    private static List<String> audience(JsonObject claims) {
        return claims.toMap().get("aud") instanceof String one
                ? List.of(one)
                : claims.texts("aud").orElse(List.of());
    }

    private static String required(JsonObject claims, String name) {
        return claims.text(name).orElseThrow(() -> missing(name));
    }

    private static Optional<Instant> instant(JsonObject claims, String name) {
        return claims.number(name).map(Instant::ofEpochSecond);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("The claim " + name + " is missing");
    }

    private static void putIfPresent(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
