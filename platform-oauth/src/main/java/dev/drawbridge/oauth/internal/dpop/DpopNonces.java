package dev.drawbridge.oauth.internal.dpop;

import dev.drawbridge.core.internal.secret.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Nonces that bound the age of proofs by the server's clock (RFC 9449 §8, §9). Thread-safe and without any state: a nonce is
 * an HMAC over the period it was made in, so every node makes and knows the same one.
 *
 * <p>A nonce is good in its period and the next, so a change breaks no request that is under way.
 */
public final class DpopNonces {

    /** How long one nonce is handed out. */
    public static final Duration PERIOD = Duration.ofMinutes(2);

    private static final int LENGTH = 43;

    private final Vault vault;

    /**
     * Makes the nonces.
     *
     * @param vault makes and verifies them; nonces outlive a change of the master key while the old one is configured
     */
    public DpopNonces(Vault vault) {
        this.vault = vault;
    }

    /**
     * Returns the nonce to hand out.
     *
     * @param now the time
     * @return 43 characters of base64url
     */
    public String current(Instant now) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.mac(Vault.Purpose.DPOP_NONCE, message(period(now))));
    }

    /** Tells whether a nonce is good now. The next period's is: another node may be a moment ahead. */
    boolean accepts(String nonce, Instant now) {
        if (nonce.length() != LENGTH) {
            return false;
        }
        byte[] mac;
        try {
            mac = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        long period = period(now);
        return made(period, mac) || made(period - 1, mac) || made(period + 1, mac);
    }

    private boolean made(long period, byte[] mac) {
        return vault.verifies(Vault.Purpose.DPOP_NONCE, message(period), mac);
    }

    private static long period(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), PERIOD.toSeconds());
    }

    private static byte[] message(long period) {
        return Long.toString(period).getBytes(StandardCharsets.US_ASCII);
    }
}
