package dev.drawbridge.oauth.internal.dpop;

import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That the sender of a request holds a key; comes from {@link DpopVerifier} only. Immutable. */
public final class DpopProof implements DpopOutcome {

    private final JwkThumbprint thumbprint;
    private final @Nullable String nextNonce;

    DpopProof(JwkThumbprint thumbprint, @Nullable String nextNonce) {
        this.thumbprint = thumbprint;
        this.nextNonce = nextNonce;
    }

    /**
     * Returns which key it is.
     *
     * @return its thumbprint
     */
    public JwkThumbprint thumbprint() {
        return thumbprint;
    }

    /**
     * Returns the nonce for the client's next proof, to be sent in the header {@code DPoP-Nonce} (RFC 9449 §8.2).
     *
     * @return a nonce if the one that was used will soon be too old
     */
    public Optional<String> nextNonce() {
        return Optional.ofNullable(nextNonce);
    }

    @Override
    public String toString() {
        return "DpopProof[" + thumbprint + "]";
    }
}
