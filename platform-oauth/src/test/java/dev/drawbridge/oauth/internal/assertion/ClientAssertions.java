package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.internal.memory.MemoryReplayStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A verifier of assertions, and good assertions to be spoilt. */
abstract class ClientAssertions {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final String ISSUER = "https://as.example";
    static final String TOKEN_ENDPOINT = "https://as.example/oauth/token";
    static final String CLIENT = "dp_cid_1";
    static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);
    static final Set<SigningAlgorithm> ALL = EnumSet.allOf(SigningAlgorithm.class);

    final ReplayStore replays = new MemoryReplayStore(new MemoryTransactions());
    final AssertionVerifier verifier = new AssertionVerifier(ISSUER, replays);

    AssertionOutcome verify(String assertion) {
        return verify(assertion, known());
    }

    AssertionOutcome verify(String assertion, RegisteredKeys registered) {
        ClientAssertion.Reading reading = read(assertion);
        return reading instanceof ClientAssertion.Unreadable unreadable
                ? new AssertionOutcome.Refused(unreadable.fault())
                : verifier.verify(((ClientAssertion.Read) reading).assertion(), registered, NOW);
    }

    static ClientAssertion.Reading read(String assertion) {
        return ClientAssertion.read(ClientAssertion.TYPE, Secret.of(assertion), Optional.empty());
    }

    static ClientAssertion assertion(String text) {
        return ((ClientAssertion.Read) read(text)).assertion();
    }

    static RegisteredKeys known() {
        return registered(set(KEY.publicJwk()), ALL);
    }

    static RegisteredKeys registered(String keys, Set<SigningAlgorithm> algorithms) {
        return new RegisteredKeys(CLIENT, JwkSet.read(keys), algorithms, Set.of());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static String set(Map<String, Object>... keys) {
        return Json.write(Map.of("keys", List.of(keys)));
    }

    /** A good assertion, to be spoilt. */
    static final class Draft {

        final ForeignKey key;
        final Map<String, Object> header = new LinkedHashMap<>();
        final Map<String, Object> claims = new LinkedHashMap<>();

        Draft(ForeignKey key) {
            this.key = key;
            header.put("alg", "ES256");
            claims.put("iss", CLIENT);
            claims.put("sub", CLIENT);
            claims.put("aud", ISSUER);
            claims.put("jti", "id");
            claims.put("iat", NOW.getEpochSecond());
            claims.put("exp", NOW.plusSeconds(60).getEpochSecond());
        }

        String sign() {
            return key.sign(header, claims);
        }
    }
}
