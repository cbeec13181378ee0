package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.Scopes;
import java.nio.charset.StandardCharsets;

/** Any text is refused as a scope, or is a set of scope tokens. */
public final class ScopeTarget {

    private ScopeTarget() {}

    /**
     * Judges one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        aScope(input);
    }

    private static void aScope(byte[] input) {
        String wire = new String(input, StandardCharsets.UTF_8);
        Scopes scopes;
        try {
            scopes = Scopes.parse(wire);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(wire).matches("|[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");
        assertThat(Scopes.parse(scopes.toWire())).isEqualTo(scopes);
        assertThat(scopes.names()).allMatch(scopes::covers);
        assertThat(scopes.intersect(scopes)).isEqualTo(scopes);
    }
}
