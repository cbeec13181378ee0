package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.internal.memory.MemoryReplayStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/** Any header is refused as a proof, or is one for this request, now, with its own key. */
public final class DpopProofTarget {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final DpopExpectation EXPECTED =
            DpopExpectation.atAuthorizationServer("POST", URI.create("https://as.example/oauth/token"));
    private static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);

    private static final DpopNonces NONCES =
            new DpopNonces(new Vault(List.of(new byte[Vault.KEY_BYTES]), new SecureRandom()));

    private DpopProofTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        theHeaderAsItCame(input);
        whatTheHeaderSigns(input);
    }

    private static void theHeaderAsItCame(byte[] input) {
        assertThat(verify(new String(input, StandardCharsets.ISO_8859_1))).isNotInstanceOf(DpopProof.class);
    }

    /** Two lines: the JSON of the header, in which {@code "@"} is our public key, and the JSON of the claims. */
    private static void whatTheHeaderSigns(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        String claims = lines.length < 2 ? "{}" : lines[1];
        String header = lines[0].replace("\"@\"", Json.write(KEY.publicJwk()));
        if (verify(KEY.signAs("ES256", header, claims)) instanceof DpopProof proof) {
            assertThat(proof.thumbprint().value()).isEqualTo(KEY.thumbprint());
            JsonObject read = Json.readObject(claims);
            assertThat(read.text("htm")).contains("POST");
            assertThat(URI.create(read.text("htu").orElseThrow()).getHost()).isEqualToIgnoringCase("as.example");
            assertThat(read.text("jti").orElseThrow()).isNotEmpty();
            assertThat(Json.readObject(header).text("typ")).contains("dpop+jwt");
        }
    }

    private static DpopOutcome verify(String header) {
        DpopVerifier verifier = new DpopVerifier(
                EnumSet.allOf(SigningAlgorithm.class),
                DpopVerifier.NoncePolicy.OPTIONAL,
                NONCES,
                new MemoryReplayStore(new MemoryTransactions()));
        return verifier.verify(List.of(header), EXPECTED, NOW);
    }
}
