package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.internal.memory.MemoryReplayStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier.NoncePolicy;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final URI TOKEN_ENDPOINT = URI.create("https://as.example/oauth/token");
    private static final URI RESOURCE = URI.create("https://api.example/tickets?page=2");
    private static final Secret ACCESS_TOKEN = Secret.of("header.claims.signature");
    private static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);
    private static final JwkThumbprint THUMBPRINT = new JwkThumbprint(KEY.thumbprint());
    private static final DpopExpectation AT_SERVER = DpopExpectation.atAuthorizationServer("POST", TOKEN_ENDPOINT);

    private final Vault vault = new Vault(List.of(new byte[Vault.KEY_BYTES]), new SecureRandom());
    private final DpopNonces nonces = new DpopNonces(vault);
    private final ReplayStore replays = new MemoryReplayStore(new MemoryTransactions());
    private final DpopVerifier verifier = verifier(NoncePolicy.OPTIONAL);

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

    @Nested
    class AProofThatWasUsed {

        private static final DpopOutcome REPLAYED = new DpopOutcome.Refused(DpopFault.REPLAYED);

        @Test
        @Tag("DPO-03")
        @DisplayName("is refused until it is too old anyway, by any node")
        void isRefused() {
            String proof = new Draft(KEY).sign();
            assertThat(judge(proof)).isInstanceOf(DpopProof.class);

            assertThat(judge(proof)).isEqualTo(REPLAYED);
            Instant last = NOW.plus(DpopVerifier.MAX_AGE);
            assertThat(replays.purge(last, 100)).isZero();
            assertThat(verifier(NoncePolicy.OPTIONAL).verify(List.of(proof), AT_SERVER, last))
                    .isEqualTo(REPLAYED);
            assertThat(verifier.verify(List.of(proof), AT_SERVER, last.plusSeconds(1)))
                    .isEqualTo(new DpopOutcome.Refused(DpopFault.TIME));
            assertThat(replays.purge(last.plusSeconds(1), 100)).isEqualTo(1);
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("one id counts once per key and address, in whatever spelling")
        void countsPerKeyAndAddress() {
            assertThat(judge(draft(claims -> claims.put("jti", "one")))).isInstanceOf(DpopProof.class);
            assertThat(judge(draft(claims -> {
                        claims.put("jti", "one");
                        claims.put("htu", "https://AS.example:443/oauth/token");
                    })))
                    .isEqualTo(REPLAYED);

            Draft others = new Draft(ForeignKey.of(SigningAlgorithm.ES256));
            others.claims.put("jti", "one");
            assertThat(judge(others.sign())).isInstanceOf(DpopProof.class);
            assertThat(atResource(claims -> claims.put("jti", "one"), THUMBPRINT))
                    .isInstanceOf(DpopProof.class);
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("of fifty parallel requests with one proof one succeeds")
        void succeedsOnceInARace() throws Exception {
            String proof = new Draft(KEY).sign();
            ExecutorService executor = Executors.newFixedThreadPool(50);
            try {
                CyclicBarrier together = new CyclicBarrier(50);
                Callable<DpopOutcome> racer = () -> {
                    together.await();
                    return judge(proof);
                };
                List<DpopOutcome> outcomes = new ArrayList<>();
                for (Future<DpopOutcome> running : executor.invokeAll(Collections.nCopies(50, racer))) {
                    outcomes.add(running.get());
                }
                assertThat(outcomes).filteredOn(DpopProof.class::isInstance).hasSize(1);
                assertThat(outcomes).filteredOn(REPLAYED::equals).hasSize(49);
            } finally {
                executor.shutdownNow();
            }
        }

        @Test
        void isNotUsedUpByAnAttemptThatFails() {
            String proof = new Draft(KEY).sign();
            DpopExpectation elsewhere =
                    DpopExpectation.atAuthorizationServer("POST", URI.create("https://as.example/oauth/revoke"));

            assertThat(verifier.verify(List.of(proof), elsewhere, NOW)).isInstanceOf(DpopOutcome.Refused.class);
            assertThat(verifier(NoncePolicy.REQUIRED).verify(List.of(proof), AT_SERVER, NOW))
                    .isInstanceOf(DpopOutcome.NonceWanted.class);
            assertThat(judge(proof)).isInstanceOf(DpopProof.class);
        }
    }

    @Nested
    class Nonces {

        private final DpopVerifier strict = verifier(NoncePolicy.REQUIRED);

        @Test
        @Tag("DPO-06")
        @DisplayName("a proof without the nonce that is required is told which one to use")
        void areDemanded() {
            DpopOutcome wanted = new DpopOutcome.NonceWanted(nonces.current(NOW));

            assertThat(strict.verify(List.of(new Draft(KEY).sign()), AT_SERVER, NOW))
                    .isEqualTo(wanted);
            String retried = draft(claims -> claims.put("nonce", nonces.current(NOW)));
            assertThat(strict.verify(List.of(retried), AT_SERVER, NOW))
                    .isInstanceOfSatisfying(
                            DpopProof.class,
                            proof -> assertThat(proof.nextNonce()).isEmpty());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "x",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "*******************************************"
                })
        @Tag("DPO-06")
        @DisplayName("a nonce that we did not make is never taken, required or not")
        void mustBeIssuedHere(String nonce) {
            String proof = draft(claims -> claims.put("nonce", nonce));

            for (NoncePolicy policy : NoncePolicy.values()) {
                assertThat(verifier(policy).verify(List.of(proof), AT_SERVER, NOW))
                        .isEqualTo(new DpopOutcome.NonceWanted(nonces.current(NOW)));
            }
        }

        @ParameterizedTest
        @CsvSource({"0, true, false", "1, true, true", "2, false, false", "-1, true, true", "-2, false, false"})
        @Tag("DPO-06")
        @DisplayName("a nonce is good in its period and the next, and a fresh one comes along")
        void changeWithoutBreakingWhatIsUnderWay(int periodsLater, boolean accepted, boolean freshOne) {
            String nonce = nonces.current(NOW);
            Instant then = NOW.plus(DpopNonces.PERIOD.multipliedBy(periodsLater));
            Draft draft = new Draft(KEY);
            draft.claims.put("iat", then.getEpochSecond());
            draft.claims.put("nonce", nonce);

            DpopOutcome outcome = strict.verify(List.of(draft.sign()), AT_SERVER, then);

            if (accepted) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                DpopProof.class,
                                proof -> assertThat(proof.nextNonce())
                                        .isEqualTo(freshOne ? Optional.of(nonces.current(then)) : Optional.empty()));
            } else {
                assertThat(outcome).isEqualTo(new DpopOutcome.NonceWanted(nonces.current(then)));
            }
        }

        @Test
        @Tag("DPO-06")
        @DisplayName("every node with the master key knows the nonce, another does not")
        void areTheSameOnEveryNode() {
            byte[] newKey = new byte[Vault.KEY_BYTES];
            newKey[0] = 1;
            byte[] oldKey = new byte[Vault.KEY_BYTES];
            String nonce = nonces.current(NOW);

            assertThat(node(oldKey).current(NOW)).isEqualTo(nonce);
            assertThat(node(newKey, oldKey).accepts(nonce, NOW)).isTrue();
            assertThat(node(newKey).accepts(nonce, NOW)).isFalse();
        }

        private DpopNonces node(byte[]... masterKeys) {
            return new DpopNonces(new Vault(List.of(masterKeys), new SecureRandom()));
        }
    }

    private DpopVerifier verifier(NoncePolicy policy) {
        return new DpopVerifier(EnumSet.allOf(SigningAlgorithm.class), policy, nonces, replays);
    }

    private DpopOutcome judge(String proof) {
        return verifier.verify(List.of(proof), AT_SERVER, NOW);
    }

    private DpopOutcome atResource(Consumer<Map<String, Object>> change, JwkThumbprint boundTo) {
        String proof = draft(claims -> {
            claims.put("htm", "GET");
            claims.put("htu", "https://api.example/tickets");
            claims.put("ath", TokenHash.of(ACCESS_TOKEN).value());
            change.accept(claims);
        });
        return verifier.verify(List.of(proof), DpopExpectation.atResource("GET", RESOURCE, ACCESS_TOKEN, boundTo), NOW);
    }

    private static String draft(Consumer<Map<String, Object>> change) {
        Draft draft = new Draft(KEY);
        change.accept(draft.claims);
        return draft.sign();
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

    /** A good proof for the token endpoint, to be spoilt. */
    private static final class Draft {

        private final ForeignKey key;
        private final Map<String, Object> header = new LinkedHashMap<>();
        private final Map<String, Object> claims = new LinkedHashMap<>();

        Draft(ForeignKey key) {
            this.key = key;
            header.put("typ", "dpop+jwt");
            header.put("alg", "ES256");
            header.put("jwk", key.publicJwk());
            claims.put("jti", "id");
            claims.put("htm", "POST");
            claims.put("htu", TOKEN_ENDPOINT.toString());
            claims.put("iat", NOW.getEpochSecond());
        }

        String sign() {
            return key.sign(header, claims);
        }
    }
}
