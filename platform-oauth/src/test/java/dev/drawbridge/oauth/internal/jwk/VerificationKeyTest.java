package dev.drawbridge.oauth.internal.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationKeyTest {

    private static final Map<SigningAlgorithm, ForeignKey> KEYS = keys();

    private static Map<SigningAlgorithm, ForeignKey> keys() {
        Map<SigningAlgorithm, ForeignKey> keys = new EnumMap<>(SigningAlgorithm.class);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            keys.put(algorithm, ForeignKey.of(algorithm));
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signaturesOfOtherIssuersAreVerified(SigningAlgorithm algorithm) {
        ForeignKey foreign = KEYS.get(algorithm);
        String token = foreign.sign(Map.of("alg", algorithm.wireName()), Map.of("sub", "a"));
        VerificationKey key = VerificationKey.of(foreign.publicJwk());

        assertThat(key.signed(token, algorithm)).isTrue();
        assertThat(VerificationKey.of(ForeignKey.of(algorithm).publicJwk()).signed(token, algorithm))
                .as("another key")
                .isFalse();
        int dot = token.lastIndexOf('.');
        assertThat(key.signed(token.substring(0, dot) + ".", algorithm)).isFalse();
        assertThat(key.signed(token.substring(0, dot) + ".AAAA", algorithm)).isFalse();
        assertThat(key.signed(token.substring(1), algorithm)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("CLI-20")
    @DisplayName("a key verifies only what its type and its own alg allow")
    void otherAlgorithmsAreNotTheKeys(SigningAlgorithm algorithm) {
        ForeignKey foreign = KEYS.get(algorithm);
        Map<String, Object> jwk = foreign.publicJwk();
        jwk.put("alg", algorithm.wireName());
        VerificationKey key = VerificationKey.of(jwk);
        String token = foreign.sign(Map.of("alg", algorithm.wireName()), Map.of());

        for (SigningAlgorithm other : SigningAlgorithm.values()) {
            assertThat(key.supports(other)).isEqualTo(other == algorithm);
            assertThat(key.signed(token, other)).isEqualTo(other == algorithm);
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void theThumbprintIsTheOneThatOthersCompute(SigningAlgorithm algorithm) {
        ForeignKey foreign = KEYS.get(algorithm);
        Map<String, Object> jwk = foreign.publicJwk();
        jwk.put("kid", "irrelevant");
        jwk.put("use", "sig");

        assertThat(VerificationKey.of(jwk).thumbprint()).isEqualTo(foreign.thumbprint());
    }

    private record Bad(String why, Map<String, Object> jwk) {

        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Bad> bad() throws Exception {
        ForeignKey ec = KEYS.get(SigningAlgorithm.ES256);
        ForeignKey rsa = KEYS.get(SigningAlgorithm.RS256);
        ForeignKey ed = KEYS.get(SigningAlgorithm.EDDSA);
        String zeros = "A".repeat(43);
        return Stream.of(
                new Bad("a private EC key", ec.privateJwk()),
                new Bad("a private RSA key", rsa.privateJwk()),
                new Bad("a private Ed25519 key", with(ed, jwk -> jwk.put("d", zeros))),
                new Bad("a symmetric key", Map.of("kty", "oct", "k", zeros)),
                new Bad("a symmetric key without the key", Map.of("kty", "oct")),
                new Bad("no members", Map.of()),
                new Bad("a type that is a number", with(ec, jwk -> jwk.put("kty", 1))),
                new Bad("a type in lower case", with(ec, jwk -> jwk.put("kty", "ec"))),
                new Bad("for encryption", with(ec, jwk -> jwk.put("use", "enc"))),
                new Bad("an alg of another type", with(ec, jwk -> jwk.put("alg", "RS256"))),
                new Bad("alg none", with(ec, jwk -> jwk.put("alg", "none"))),
                new Bad("a kid that is a number", with(ec, jwk -> jwk.put("kid", 1))),
                new Bad("no x", with(ec, jwk -> jwk.remove("x"))),
                new Bad("a point off the curve", with(ec, jwk -> jwk.put("y", jwk.get("x")))),
                new Bad("the point zero", with(ec, jwk -> jwk.putAll(Map.of("x", zeros, "y", zeros)))),
                new Bad("a coordinate beyond the field", with(ec, jwk -> jwk.put("x", "_".repeat(42) + "8"))),
                new Bad("a long coordinate", with(ec, jwk -> jwk.put("x", "AAAA" + jwk.get("x")))),
                new Bad("a padded coordinate", with(ec, jwk -> jwk.put("x", jwk.get("x") + "="))),
                new Bad("an empty coordinate", with(ec, jwk -> jwk.put("x", ""))),
                new Bad("another curve's key", ForeignKey.ec(Curve.P_384).publicJwk()),
                new Bad("another curve's name", with(ec, jwk -> jwk.put("crv", "secp256k1"))),
                new Bad("an RSA key of 1024 bits", ForeignKey.rsa(1024).publicJwk()),
                new Bad("an RSA key of 8192 bits", with(rsa, jwk -> jwk.put("n", "_".repeat(1366)))),
                new Bad("an even modulus", with(rsa, jwk -> jwk.put("n", "_".repeat(341) + "4"))),
                new Bad("exponent 1", with(rsa, jwk -> jwk.put("e", "AQ"))),
                new Bad("an exponent with leading zeros", with(rsa, jwk -> jwk.put("e", "AAEAAQ"))),
                new Bad("a huge exponent", with(rsa, jwk -> jwk.put("e", jwk.get("n")))),
                new Bad("no modulus", with(rsa, jwk -> jwk.remove("n"))),
                new Bad("a point of small order", with(ed, jwk -> jwk.put("x", "AQ" + "A".repeat(41)))),
                new Bad("a short point", with(ed, jwk -> jwk.put("x", "AQ"))),
                new Bad("X25519", with(ed, jwk -> jwk.put("crv", "X25519"))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    @Tag("DPO-01")
    @Tag("CLI-20")
    @DisplayName("private, symmetric, weak and malformed keys are refused")
    void otherKeysAreRefused(Bad bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerificationKey.of(bad.jwk()));
    }

    private static Map<String, Object> with(ForeignKey key, Consumer<Map<String, Object>> change) {
        Map<String, Object> jwk = new HashMap<>(key.publicJwk());
        change.accept(jwk);
        return jwk;
    }
}
