package dev.drawbridge.oauth.internal.dpop;

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A verifier of proofs, and good proofs to be spoilt. */
abstract class DpopProofs {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final URI TOKEN_ENDPOINT = URI.create("https://as.example/oauth/token");
    static final URI RESOURCE = URI.create("https://api.example/tickets?page=2");
    static final Secret ACCESS_TOKEN = Secret.of("header.claims.signature");
    static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);
    static final JwkThumbprint THUMBPRINT = new JwkThumbprint(KEY.thumbprint());
    static final DpopExpectation AT_SERVER = DpopExpectation.atAuthorizationServer("POST", TOKEN_ENDPOINT);

    final Vault vault = new Vault(List.of(new byte[Vault.KEY_BYTES]), new SecureRandom());
    final DpopNonces nonces = new DpopNonces(vault);
    final ReplayStore replays = new MemoryReplayStore(new MemoryTransactions());
    final DpopVerifier verifier = verifier(NoncePolicy.OPTIONAL);

    DpopVerifier verifier(NoncePolicy policy) {
        return new DpopVerifier(EnumSet.allOf(SigningAlgorithm.class), policy, nonces, replays);
    }

    DpopOutcome judge(String proof) {
        return verifier.verify(List.of(proof), AT_SERVER, NOW);
    }

    DpopOutcome atResource(Consumer<Map<String, Object>> change, JwkThumbprint boundTo) {
        String proof = draft(claims -> {
            claims.put("htm", "GET");
            claims.put("htu", "https://api.example/tickets");
            claims.put("ath", TokenHash.of(ACCESS_TOKEN).value());
            change.accept(claims);
        });
        return verifier.verify(List.of(proof), DpopExpectation.atResource("GET", RESOURCE, ACCESS_TOKEN, boundTo), NOW);
    }

    static String draft(Consumer<Map<String, Object>> change) {
        Draft draft = new Draft(KEY);
        change.accept(draft.claims);
        return draft.sign();
    }

    /** A good proof for the token endpoint, to be spoilt. */
    static final class Draft {

        final ForeignKey key;
        final Map<String, Object> header = new LinkedHashMap<>();
        final Map<String, Object> claims = new LinkedHashMap<>();

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
