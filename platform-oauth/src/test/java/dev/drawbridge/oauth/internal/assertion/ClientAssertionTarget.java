package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.internal.memory.MemoryReplayStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Any text is refused as an assertion, or proves its client to this server, now. */
public final class ClientAssertionTarget {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ISSUER = "https://as.example";
    private static final String CLIENT = "dp_cid_1";
    private static final ForeignKey KEY = ForeignKey.of(SigningAlgorithm.ES256);
    private static final RegisteredKeys REGISTERED = new RegisteredKeys(
            CLIENT,
            JwkSet.read(Json.write(Map.of("keys", List.of(KEY.publicJwk())))),
            EnumSet.allOf(SigningAlgorithm.class),
            Set.of());

    private ClientAssertionTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        theAssertionAsItCame(input);
        whatTheAssertionSigns(input);
        theKeysOfAClient(input);
    }

    private static void theAssertionAsItCame(byte[] input) {
        assertThat(verify(new String(input, StandardCharsets.UTF_8))).isNotInstanceOf(ProvenClient.class);
    }

    /** Two lines: the JSON of the header and the JSON of the claims. */
    private static void whatTheAssertionSigns(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        String claims = lines.length < 2 ? "{}" : lines[1];
        if (verify(KEY.signAs("ES256", lines[0], claims)) instanceof ProvenClient client) {
            assertThat(client.clientId()).isEqualTo(CLIENT);
            JsonObject read = Json.readObject(claims);
            assertThat(read.text("iss")).contains(CLIENT);
            assertThat(read.text("sub")).contains(CLIENT);
            assertThat(read.text("aud")).contains(ISSUER);
            assertThat(read.text("jti").orElseThrow()).isNotEmpty();
        }
    }

    /** The keys that a client registers, of which anything may be wrong. */
    private static void theKeysOfAClient(byte[] input) {
        try {
            JwkSet.read(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static AssertionOutcome verify(String text) {
        ClientAssertion.Reading reading = ClientAssertion.read(ClientAssertion.TYPE, Secret.of(text), Optional.empty());
        if (reading instanceof ClientAssertion.Unreadable unreadable) {
            return new AssertionOutcome.Refused(unreadable.fault());
        }
        AssertionVerifier verifier = new AssertionVerifier(ISSUER, new MemoryReplayStore(new MemoryTransactions()));
        return verifier.verify(((ClientAssertion.Read) reading).assertion(), REGISTERED, NOW);
    }
}
