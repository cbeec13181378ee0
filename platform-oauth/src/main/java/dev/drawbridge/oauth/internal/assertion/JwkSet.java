package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.oauth.internal.jwk.VerificationKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that a client registered, or a server published (RFC 7517 §5): P-256, RSA of 2048 to 4096 bits, Ed25519.
 * Immutable and thread-safe.
 */
public final class JwkSet {

    /** The most keys in a set. */
    public static final int MAX_KEYS = 20;

    /** Characters of the longest set. */
    public static final int MAX_LENGTH = 32 * 1024;

    private static final Set<String> KNOWN_TYPES = Set.of("EC", "RSA", "OKP", "oct");

    private final List<VerificationKey> keys;

    private JwkSet(List<VerificationKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads a set. Keys of unknown type and keys that encrypt are left out (RFC 7517 §5).
     *
     * @param json the JWK set
     * @return the set, with one key at least
     * @throws IllegalArgumentException if it is no set, or a key is private, symmetric, weak, not on its curve, or shares
     *     its {@code kid} with another; the message says why and can be shown
     */
    public static JwkSet read(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A JWK set has " + MAX_LENGTH + " characters at most.");
        }
        List<VerificationKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<?, ?> jwk : members(json)) {
            if (ignored(jwk)) {
                continue;
            }
            if (jwk.get("kid") instanceof String kid && !names.add(kid)) {
                throw new IllegalArgumentException("Two keys of the JWK set have the same kid.");
            }
            keys.add(VerificationKey.of(named(jwk)));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The JWK set has no key for signatures.");
        }
        return new JwkSet(List.copyOf(keys));
    }

    /**
     * Returns the one key that can have made a signature.
     *
     * @param kid the header's {@code kid}, null if there is none
     * @param algorithm the header's {@code alg}
     * @return the key; empty if there is none, or if there is no {@code kid} and there are several
     */
    Optional<VerificationKey> select(@Nullable String kid, SigningAlgorithm algorithm) {
        List<VerificationKey> candidates = keys.stream()
                .filter(key -> key.supports(algorithm) && (kid == null || key.named(kid)))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /**
     * Finds a key by its name.
     *
     * @param kid the name
     * @return the key, or empty if none has it
     */
    public Optional<VerificationKey> find(String kid) {
        return keys.stream().filter(key -> key.named(kid)).findFirst();
    }

    private static List<Map<?, ?>> members(String json) {
        JsonObject set;
        try {
            set = Json.readObject(json);
        } catch (ProblemException e) {
            throw new IllegalArgumentException("A JWK set is a JSON object.", e);
        }
        if (!(set.toMap().get("keys") instanceof List<?> list) || list.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "A JWK set has the member keys, an array of " + MAX_KEYS + " keys at most.");
        }
        List<Map<?, ?>> members = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> jwk)) {
                throw new IllegalArgumentException("The keys of a JWK set are JSON objects.");
            }
            members.add(jwk);
        }
        return members;
    }

    // Symmetric and private keys are not ignored: who sends one made a mistake that they must hear of.
    private static boolean ignored(Map<?, ?> jwk) {
        boolean unknown = jwk.get("kty") instanceof String type && !KNOWN_TYPES.contains(type);
        boolean secret = jwk.containsKey("d") || jwk.containsKey("k");
        return !secret && (unknown || "enc".equals(jwk.get("use")));
    }

    private static Map<String, Object> named(Map<?, ?> jwk) {
        Map<String, Object> named = new LinkedHashMap<>();
        jwk.forEach((name, value) -> {
            if (name instanceof String text && value != null) {
                named.put(text, value);
            }
        });
        return named;
    }
}
