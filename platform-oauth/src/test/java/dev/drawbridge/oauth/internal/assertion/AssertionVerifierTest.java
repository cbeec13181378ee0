package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

class AssertionVerifierTest extends ClientAssertions {

    @Nested
    class AGoodAssertion {

        @ParameterizedTest
        @EnumSource(SigningAlgorithm.class)
        @Tag("CLI-18")
        @DisplayName("proves the client, with every algorithm we take")
        void provesTheClient(SigningAlgorithm algorithm) {
            ForeignKey key = ForeignKey.of(algorithm);
            Draft draft = new Draft(key);
            draft.header.put("alg", algorithm.wireName());

            assertThat(verify(draft.sign(), registered(set(key.publicJwk()), ALL)))
                    .isInstanceOfSatisfying(
                            ProvenClient.class,
                            client -> assertThat(client.clientId()).isEqualTo(CLIENT));
        }

        @ParameterizedTest
        @ValueSource(strings = {"JWT", "jwt", "client-authentication+jwt", "application/client-authentication+jwt"})
        void mayNameItsType(String typ) {
            assertThat(verify(header(header -> header.put("typ", typ)))).isInstanceOf(ProvenClient.class);
        }

        @ParameterizedTest
        @ValueSource(longs = {-60, -10, 0, 10, 30})
        @Tag("CLI-19")
        @DisplayName("clocks may differ by ten seconds and more")
        void mayBeALittleAhead(long seconds) {
            long then = NOW.plusSeconds(seconds).getEpochSecond();

            assertThat(verify(claim(claims -> claims.putAll(Map.of("iat", then, "nbf", then)))))
                    .isInstanceOf(ProvenClient.class);
        }

        @Test
        void needsNoIssueTime() {
            assertThat(verify(claim(claims -> claims.remove("iat")))).isInstanceOf(ProvenClient.class);
        }

        @Test
        @Tag("CLI-18")
        @DisplayName("an old client may name the token endpoint, if it is registered so")
        void mayNameTheTokenEndpointByPermission() {
            String assertion = claim(claims -> claims.put("aud", TOKEN_ENDPOINT));
            RegisteredKeys legacy =
                    new RegisteredKeys(CLIENT, JwkSet.read(set(KEY.publicJwk())), ALL, Set.of(TOKEN_ENDPOINT));

            assertThat(verify(assertion)).isEqualTo(new AssertionOutcome.Refused(AssertionFault.AUDIENCE));
            assertThat(verify(assertion, legacy)).isInstanceOf(ProvenClient.class);
        }
    }

    private record Forged(String why, AssertionFault fault, String assertion) {

        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Forged> forged() {
        return Stream.of(headers(), claims(), times(), texts()).flatMap(table -> table);
    }

    private static Stream<Forged> headers() {
        return Stream.of(
                header("an access token", AssertionFault.TYPE, header -> header.put("typ", "at+jwt")),
                header("a DPoP proof", AssertionFault.TYPE, header -> header.put("typ", "dpop+jwt")),
                header("typ that is a number", AssertionFault.MALFORMED, header -> header.put("typ", 1)),
                header("an unknown kid", AssertionFault.KEY, header -> header.put("kid", "other")),
                header("kid that is a number", AssertionFault.MALFORMED, header -> header.put("kid", 1)),
                header("unknown crit", AssertionFault.MALFORMED, header -> header.put("crit", List.of("exp"))),
                header("empty crit", AssertionFault.MALFORMED, header -> header.put("crit", List.of())));
    }

    private static Stream<Forged> claims() {
        return Stream.of(
                claim("no iss", AssertionFault.CLIENT, claims -> claims.remove("iss")),
                claim("no sub", AssertionFault.CLIENT, claims -> claims.remove("sub")),
                claim("another iss", AssertionFault.CLIENT, claims -> claims.put("iss", "dp_cid_2")),
                claim("another sub", AssertionFault.CLIENT, claims -> claims.put("sub", "dp_cid_2")),
                claim("another client", AssertionFault.CLIENT, claims -> {
                    claims.put("iss", "dp_cid_2");
                    claims.put("sub", "dp_cid_2");
                }),
                claim("sub that is a number", AssertionFault.MALFORMED, claims -> claims.put("sub", 1)),
                claim("no aud", AssertionFault.AUDIENCE, claims -> claims.remove("aud")),
                claim("the token endpoint", AssertionFault.AUDIENCE, claims -> claims.put("aud", TOKEN_ENDPOINT)),
                claim(
                        "the PAR endpoint",
                        AssertionFault.AUDIENCE,
                        claims -> claims.put("aud", "https://as.example/oauth/par")),
                claim("an array", AssertionFault.AUDIENCE, claims -> claims.put("aud", List.of(ISSUER))),
                claim(
                        "an array with another server",
                        AssertionFault.AUDIENCE,
                        claims -> claims.put("aud", List.of(ISSUER, "https://evil.example"))),
                claim("a slash more", AssertionFault.AUDIENCE, claims -> claims.put("aud", ISSUER + "/")),
                claim("another case", AssertionFault.AUDIENCE, claims -> claims.put("aud", "https://AS.example")),
                claim("another server", AssertionFault.AUDIENCE, claims -> claims.put("aud", "https://evil.example")),
                claim("no jti", AssertionFault.ID, claims -> claims.remove("jti")),
                claim("an empty jti", AssertionFault.ID, claims -> claims.put("jti", "")),
                claim("a long jti", AssertionFault.ID, claims -> claims.put("jti", "x".repeat(257))),
                claim("jti that is a number", AssertionFault.MALFORMED, claims -> claims.put("jti", 1)));
    }

    private static Stream<Forged> times() {
        long now = NOW.getEpochSecond();
        return Stream.of(
                claim("no exp", AssertionFault.TIME, claims -> claims.remove("exp")),
                claim("exp that is a text", AssertionFault.TIME, claims -> claims.put("exp", "tomorrow")),
                claim("expired", AssertionFault.TIME, claims -> claims.put("exp", now - 1)),
                claim("expires now", AssertionFault.TIME, claims -> claims.put("exp", now)),
                claim("16 minutes long", AssertionFault.TIME, claims -> claims.put("exp", now + 16 * 60)),
                claim("for ever", AssertionFault.TIME, claims -> claims.put("exp", 1e300)),
                claim("iat 60 s ahead", AssertionFault.TIME, claims -> claims.put("iat", now + 60)),
                claim("nbf 60 s ahead", AssertionFault.TIME, claims -> claims.put("nbf", now + 60)),
                claim("iat that is a text", AssertionFault.TIME, claims -> claims.put("iat", "now")));
    }

    private static Stream<Forged> texts() {
        Draft draft = new Draft(KEY);
        String good = draft.sign();
        String header = Json.write(draft.header);
        String claims = Json.write(draft.claims);
        String none = header.replace("ES256", "none");
        return Stream.of(
                new Forged("empty", AssertionFault.MALFORMED, ""),
                new Forged("rubbish", AssertionFault.MALFORMED, "a.b.c"),
                new Forged("alg none", AssertionFault.ALGORITHM, KEY.signAs("ES256", none, claims)),
                new Forged(
                        "alg none without signature",
                        AssertionFault.ALGORITHM,
                        ForeignKey.encode(none) + "." + ForeignKey.encode(claims) + "."),
                new Forged(
                        "no alg", AssertionFault.ALGORITHM, KEY.signAs("ES256", header.replace("alg", "gla"), claims)),
                new Forged(
                        "HS256",
                        AssertionFault.ALGORITHM,
                        KEY.signAs("ES256", header.replace("ES256", "HS256"), claims)),
                new Forged(
                        "an algorithm that no key has",
                        AssertionFault.KEY,
                        KEY.signAs("ES256", header.replace("ES256", "RS256"), claims)),
                new Forged(
                        "another's signature",
                        AssertionFault.SIGNATURE,
                        ForeignKey.of(SigningAlgorithm.ES256).signAs("ES256", header, claims)),
                new Forged("no signature", AssertionFault.SIGNATURE, good.substring(0, good.lastIndexOf('.') + 1)),
                new Forged(
                        "a member twice",
                        AssertionFault.MALFORMED,
                        KEY.signAs("ES256", header, claims.replace("{", "{\"sub\":\"dp_cid_1\","))));
    }

    @Nested
    class AForgedAssertion {

        @ParameterizedTest
        @MethodSource("dev.drawbridge.oauth.internal.assertion.AssertionVerifierTest#forged")
        @Tag("CLI-18")
        @Tag("CLI-19")
        @Tag("CLI-20")
        @DisplayName("is refused for its fault")
        void isRefused(Forged forged) {
            assertThat(verify(forged.assertion())).isEqualTo(new AssertionOutcome.Refused(forged.fault()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
                    "URN:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer "
                })
        @Tag("CLI-21")
        @DisplayName("the type of the assertion must be exactly the one")
        void mustBeOfTheType(String type) {
            assertThat(ClientAssertion.read(type, Secret.of(new Draft(KEY).sign()), Optional.empty()))
                    .isEqualTo(new ClientAssertion.Unreadable(AssertionFault.ASSERTION_TYPE));
        }

        @Test
        @Tag("CLI-21")
        @DisplayName("a client_id beside it must be the same client")
        void mustAgreeWithTheForm() {
            Secret assertion = Secret.of(new Draft(KEY).sign());

            assertThat(ClientAssertion.read(ClientAssertion.TYPE, assertion, Optional.of("dp_cid_2")))
                    .isEqualTo(new ClientAssertion.Unreadable(AssertionFault.CLIENT));
            assertThat(ClientAssertion.read(ClientAssertion.TYPE, assertion, Optional.of(CLIENT)))
                    .isInstanceOf(ClientAssertion.Read.class);
        }

        @Test
        @Tag("CLI-21")
        @DisplayName("another client's keys never verify it")
        void isJudgedByItsOwnClientsKeys() {
            RegisteredKeys others = new RegisteredKeys("dp_cid_2", JwkSet.read(set(KEY.publicJwk())), ALL, Set.of());

            assertThat(verify(new Draft(KEY).sign(), others))
                    .isEqualTo(new AssertionOutcome.Refused(AssertionFault.CLIENT));
        }

        @Test
        @Tag("CLI-20")
        @DisplayName("the algorithm is the one that is registered")
        void mustUseTheRegisteredAlgorithm() {
            ForeignKey rsa = ForeignKey.of(SigningAlgorithm.RS256);
            RegisteredKeys pinned = registered(set(rsa.publicJwk()), EnumSet.of(SigningAlgorithm.PS256));
            Draft draft = new Draft(rsa);
            draft.header.put("alg", "RS256");
            assertThat(verify(draft.sign(), pinned)).isEqualTo(new AssertionOutcome.Refused(AssertionFault.ALGORITHM));
            draft.header.put("alg", "PS256");
            assertThat(verify(draft.sign(), pinned)).isInstanceOf(ProvenClient.class);
        }

        @Test
        void isNeverPrinted() {
            String assertion = new Draft(KEY).sign();

            assertThat(read(assertion)).hasToString("Read[assertion=ClientAssertion[...]]");
        }
    }

    @Nested
    class SeveralKeys {

        private final ForeignKey second = ForeignKey.of(SigningAlgorithm.ES256);
        private final RegisteredKeys both =
                registered(set(named(KEY, "one"), named(second, "two")), EnumSet.of(SigningAlgorithm.ES256));

        @Test
        @Tag("CLI-20")
        @DisplayName("kid selects the key")
        void areToldApartByKid() {
            assertThat(verify(header(header -> header.put("kid", "one")), both)).isInstanceOf(ProvenClient.class);
            assertThat(verify(header(header -> header.put("kid", "two")), both))
                    .isEqualTo(new AssertionOutcome.Refused(AssertionFault.SIGNATURE));
        }

        @Test
        @Tag("CLI-20")
        @DisplayName("without kid nothing is guessed")
        void needAKid() {
            assertThat(verify(new Draft(KEY).sign(), both)).isEqualTo(new AssertionOutcome.Refused(AssertionFault.KEY));
        }

        @Test
        void ofDifferentTypesNeedNone() {
            ForeignKey rsa = ForeignKey.of(SigningAlgorithm.RS256);

            assertThat(verify(new Draft(KEY).sign(), registered(set(KEY.publicJwk(), rsa.publicJwk()), ALL)))
                    .isInstanceOf(ProvenClient.class);
        }
    }

    private static Map<String, Object> named(ForeignKey key, String kid) {
        Map<String, Object> jwk = key.publicJwk();
        jwk.put("kid", kid);
        return jwk;
    }

    private static String header(Consumer<Map<String, Object>> change) {
        Draft draft = new Draft(KEY);
        change.accept(draft.header);
        return draft.sign();
    }

    private static String claim(Consumer<Map<String, Object>> change) {
        Draft draft = new Draft(KEY);
        change.accept(draft.claims);
        return draft.sign();
    }

    private static Forged header(String why, AssertionFault fault, Consumer<Map<String, Object>> change) {
        return new Forged(why, fault, header(change));
    }

    private static Forged claim(String why, AssertionFault fault, Consumer<Map<String, Object>> change) {
        return new Forged(why, fault, claim(change));
    }
}
