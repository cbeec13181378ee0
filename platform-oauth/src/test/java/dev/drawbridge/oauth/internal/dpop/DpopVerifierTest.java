package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier.NoncePolicy;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopVerifierTest extends DpopProofs {

    @Nested
    class AGoodProof {

        @ParameterizedTest
        @EnumSource(SigningAlgorithm.class)
        @Tag("DPO-01")
        @DisplayName("proves the key that its header carries, with every algorithm we take")
        void provesItsKey(SigningAlgorithm algorithm) {
            ForeignKey key = ForeignKey.of(algorithm);
            Draft draft = new Draft(key);
            draft.header.put("alg", algorithm.wireName());

            assertThat(judge(draft.sign())).isInstanceOfSatisfying(DpopProof.class, proof -> {
                assertThat(proof.thumbprint().value()).isEqualTo(key.thumbprint());
                assertThat(proof.nextNonce()).isEmpty();
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://as.example/oauth/token",
                    "HTTPS://AS.Example/oauth/token",
                    "https://as.example:443/oauth/token",
                    "https://as.example/oauth/token?a=b",
                    "https://as.example/oauth/token#part",
                    "https://as.example/oauth/%74oken"
                })
        @Tag("DPO-02")
        @DisplayName("other spellings of the same address are the same address")
        void isForEverySpellingOfItsAddress(String htu) {
            assertThat(judge(draft(claims -> claims.put("htu", htu)))).isInstanceOf(DpopProof.class);
        }

        @ParameterizedTest
        @ValueSource(longs = {-60, -10, 0, 10, 30})
        @Tag("DPO-03")
        @DisplayName("clocks may differ by ten seconds and more")
        void mayBeALittleOldOrAhead(long seconds) {
            assertThat(judge(draft(
                            claims -> claims.put("iat", NOW.plusSeconds(seconds).getEpochSecond()))))
                    .isInstanceOf(DpopProof.class);
        }

        @Test
        void mayHaveATimeWithAFraction() {
            assertThat(judge(draft(claims -> claims.put("iat", NOW.getEpochSecond() + 0.25))))
                    .isInstanceOf(DpopProof.class);
        }

        @Test
        @Tag("DPO-04")
        @DisplayName("at the token endpoint ath is not required, at a resource it must match")
        void namesItsAccessToken() {
            assertThat(judge(draft(claims -> claims.put("ath", "anything")))).isInstanceOf(DpopProof.class);
            assertThat(atResource(claims -> {}, THUMBPRINT)).isInstanceOf(DpopProof.class);
        }
    }

    private record Forged(String why, DpopFault fault, String proof) {

        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Forged> forged() {
        return Stream.of(headers(), claims(), texts()).flatMap(table -> table);
    }

    private static Stream<Forged> headers() {
        ForeignKey other = ForeignKey.of(SigningAlgorithm.ES256);
        ForeignKey rsa = ForeignKey.of(SigningAlgorithm.RS256);
        return Stream.of(
                header("no typ", DpopFault.TYPE, header -> header.remove("typ")),
                header("typ of an access token", DpopFault.TYPE, header -> header.put("typ", "at+jwt")),
                header("typ JWT", DpopFault.TYPE, header -> header.put("typ", "JWT")),
                header("typ that is a number", DpopFault.MALFORMED, header -> header.put("typ", 1)),
                header("no jwk", DpopFault.KEY, header -> header.remove("jwk")),
                header("a kid in place of the key", DpopFault.KEY, header -> {
                    header.remove("jwk");
                    header.put("kid", "mine");
                }),
                header("jwk that is a text", DpopFault.MALFORMED, header -> header.put("jwk", "key")),
                header("a private key", DpopFault.KEY, header -> header.put("jwk", KEY.privateJwk())),
                header(
                        "a symmetric key",
                        DpopFault.KEY,
                        header -> header.put("jwk", Map.of("kty", "oct", "k", "AAAA"))),
                header("another's key", DpopFault.SIGNATURE, header -> header.put("jwk", other.publicJwk())),
                header("a key of another type", DpopFault.SIGNATURE, header -> header.put("jwk", rsa.publicJwk())),
                header("crit", DpopFault.MALFORMED, header -> header.put("crit", List.of("exp"))));
    }

    private static Stream<Forged> claims() {
        return Stream.of(
                claim("no htm", DpopFault.METHOD, claims -> claims.remove("htm")),
                claim("another method", DpopFault.METHOD, claims -> claims.put("htm", "GET")),
                claim("the method in lower case", DpopFault.METHOD, claims -> claims.put("htm", "post")),
                claim("htm that is an array", DpopFault.MALFORMED, claims -> claims.put("htm", List.of("POST"))),
                claim("no htu", DpopFault.TARGET, claims -> claims.remove("htu")),
                claim(
                        "htu that is an array",
                        DpopFault.MALFORMED,
                        claims -> claims.put("htu", List.of(TOKEN_ENDPOINT))),
                claim("htu that is a number", DpopFault.MALFORMED, claims -> claims.put("htu", 5)),
                target("https://as.example/oauth/revoke"),
                target("https://as.example/oauth/token/"),
                target("https://as.example/OAuth/token"),
                target("https://as.example:8443/oauth/token"),
                target("http://as.example/oauth/token"),
                target("https://evil.example/oauth/token"),
                target("https://user@as.example/oauth/token"),
                target("https://as.example.evil.example/oauth/token"),
                target("/oauth/token"),
                target("as.example/oauth/token"),
                target("ftp://as.example/oauth/token"),
                target("https://as.example/oauth/%zz"),
                target(""),
                claim("no iat", DpopFault.TIME, claims -> claims.remove("iat")),
                claim("iat that is a text", DpopFault.TIME, claims -> claims.put("iat", "now")),
                claim("iat of the far future", DpopFault.TIME, claims -> claims.put("iat", 1e300)),
                claim("iat before 1970", DpopFault.TIME, claims -> claims.put("iat", -1)),
                claim("61 s old", DpopFault.TIME, claims -> claims.put("iat", NOW.getEpochSecond() - 61)),
                claim("31 s ahead", DpopFault.TIME, claims -> claims.put("iat", NOW.getEpochSecond() + 31)),
                claim("no jti", DpopFault.ID, claims -> claims.remove("jti")),
                claim("an empty jti", DpopFault.ID, claims -> claims.put("jti", "")),
                claim("a long jti", DpopFault.ID, claims -> claims.put("jti", "x".repeat(257))),
                claim("jti that is a number", DpopFault.MALFORMED, claims -> claims.put("jti", 1)),
                claim("nonce that is a number", DpopFault.MALFORMED, claims -> claims.put("nonce", 1)));
    }

    private static Stream<Forged> texts() {
        Draft draft = new Draft(KEY);
        String good = draft.sign();
        String header = Json.write(draft.header);
        String claims = Json.write(draft.claims);
        String none = header.replace("ES256", "none");
        return Stream.of(
                new Forged("empty", DpopFault.MALFORMED, ""),
                new Forged("no token", DpopFault.MALFORMED, "rubbish"),
                new Forged("two proofs in one field", DpopFault.MALFORMED, good + ", " + good),
                new Forged("spaces around", DpopFault.MALFORMED, " " + good),
                new Forged("padding", DpopFault.MALFORMED, good + "="),
                new Forged("too long", DpopFault.MALFORMED, good + "A".repeat(8192)),
                new Forged("alg none", DpopFault.ALGORITHM, KEY.signAs("ES256", none, claims)),
                new Forged(
                        "alg none without signature",
                        DpopFault.ALGORITHM,
                        ForeignKey.encode(none) + "." + ForeignKey.encode(claims) + "."),
                new Forged("HS256", DpopFault.ALGORITHM, KEY.signAs("ES256", header.replace("ES256", "HS256"), claims)),
                new Forged(
                        "alg in lower case",
                        DpopFault.ALGORITHM,
                        KEY.signAs("ES256", header.replace("ES256", "es256"), claims)),
                new Forged(
                        "an algorithm of another key type",
                        DpopFault.SIGNATURE,
                        KEY.signAs("ES256", header.replace("ES256", "RS256"), claims)),
                new Forged("no signature", DpopFault.SIGNATURE, good.substring(0, good.lastIndexOf('.') + 1)),
                new Forged(
                        "claims exchanged",
                        DpopFault.SIGNATURE,
                        good.replace(ForeignKey.encode(claims), ForeignKey.encode(claims.replace("POST", "PUT")))),
                new Forged(
                        "a member twice",
                        DpopFault.MALFORMED,
                        KEY.signAs("ES256", header, claims.replace("{", "{\"htm\":\"POST\","))));
    }

    @Nested
    class AForgedProof {

        @ParameterizedTest
        @MethodSource("dev.drawbridge.oauth.internal.dpop.DpopVerifierTest#forged")
        @Tag("DPO-01")
        @Tag("DPO-02")
        @Tag("DPO-03")
        @DisplayName("is refused for its fault")
        void isRefused(Forged forged) {
            assertThat(judge(forged.proof())).isEqualTo(new DpopOutcome.Refused(forged.fault()));
        }

        @Test
        @Tag("DPO-01")
        @DisplayName("no header and two headers are refused, the same proof twice included")
        void mustComeAlone() {
            String good = new Draft(KEY).sign();

            assertThat(verifier.verify(List.of(), AT_SERVER, NOW))
                    .isEqualTo(new DpopOutcome.Refused(DpopFault.MISSING));
            assertThat(verifier.verify(List.of(good, good), AT_SERVER, NOW))
                    .isEqualTo(new DpopOutcome.Refused(DpopFault.SEVERAL));
        }

        @Test
        @Tag("DPO-01")
        @DisplayName("algorithms that are not on the list are refused")
        void mustBeSignedWithWhatIsAllowed() {
            ForeignKey key = ForeignKey.of(SigningAlgorithm.RS256);
            Draft draft = new Draft(key);
            draft.header.put("alg", "RS256");
            DpopVerifier strict = new DpopVerifier(
                    EnumSet.of(SigningAlgorithm.ES256, SigningAlgorithm.PS256), NoncePolicy.OPTIONAL, nonces, replays);

            assertThat(strict.verify(List.of(draft.sign()), AT_SERVER, NOW))
                    .isEqualTo(new DpopOutcome.Refused(DpopFault.ALGORITHM));
        }

        @Test
        @Tag("DPO-04")
        @DisplayName("a proof without ath, or with another token's, is refused at a resource")
        void mustNameTheAccessToken() {
            DpopOutcome refused = new DpopOutcome.Refused(DpopFault.ACCESS_TOKEN);

            assertThat(atResource(claims -> claims.remove("ath"), THUMBPRINT)).isEqualTo(refused);
            assertThat(atResource(
                            claims -> claims.put("ath", TokenHash.of("other").value()), THUMBPRINT))
                    .isEqualTo(refused);
            assertThat(atResource(claims -> claims.put("ath", ""), THUMBPRINT)).isEqualTo(refused);
        }

        @Test
        @Tag("DPO-05")
        @DisplayName("a token that is bound to another key is refused")
        void mustBeByTheKeyOfTheToken() {
            JwkThumbprint others =
                    new JwkThumbprint(ForeignKey.of(SigningAlgorithm.ES256).thumbprint());

            assertThat(atResource(claims -> {}, others)).isEqualTo(new DpopOutcome.Refused(DpopFault.BINDING));
        }
    }

    private static Forged header(String why, DpopFault fault, Consumer<Map<String, Object>> change) {
        Draft draft = new Draft(KEY);
        change.accept(draft.header);
        return new Forged(why, fault, draft.sign());
    }

    private static Forged claim(String why, DpopFault fault, Consumer<Map<String, Object>> change) {
        return new Forged(why, fault, draft(change));
    }

    private static Forged target(String htu) {
        return claim("for " + htu, DpopFault.TARGET, claims -> claims.put("htu", htu));
    }
}
