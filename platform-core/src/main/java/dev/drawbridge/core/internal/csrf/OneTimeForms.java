package dev.drawbridge.core.internal.csrf;

import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ReplayStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Ids of forms that count once, so that sending a form again (reload, double click) creates nothing and shows no secret.
 * Thread-safe; works across nodes.
 *
 * <p>An id is its end of life, a random number and an HMAC over both: ids that were not issued here never reach the store.
 */
public final class OneTimeForms {

    /** The hidden field that carries the id. */
    public static final String FIELD = "formId";

    /** How long a form may be open. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final String SPACE = "form";
    private static final int RANDOM_BYTES = 16;
    private static final int ID_BYTES = Long.BYTES + RANDOM_BYTES;
    private static final int MAC_BYTES = 32;

    private final Vault vault;
    private final RandomGenerator random;
    private final ReplayStore replays;
    private final PlatformClock clock;

    /**
     * Makes the forms.
     *
     * @param vault proves that an id was issued here
     * @param random makes ids
     * @param replays remembers used ids
     * @param clock tells when an id is too old
     */
    public OneTimeForms(Vault vault, RandomGenerator random, ReplayStore replays, PlatformClock clock) {
        this.vault = vault;
        this.random = random;
        this.replays = replays;
        this.clock = clock;
    }

    /**
     * Makes an id for a form that is about to be shown.
     *
     * @return unreserved characters
     */
    public String issue() {
        byte[] number = new byte[RANDOM_BYTES];
        random.nextBytes(number);
        long expires = clock.instant().plus(LIFETIME).getEpochSecond();
        byte[] id = ByteBuffer.allocate(ID_BYTES).putLong(expires).put(number).array();
        byte[] signed = ByteBuffer.allocate(ID_BYTES + MAC_BYTES)
                .put(id)
                .put(vault.mac(Vault.Purpose.FORM, message(id)))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /**
     * Uses an id, in the transaction of the thread. Of parallel calls with one id exactly one gets true.
     *
     * @param formId what the form sent
     * @return true if the id was issued here, is not too old and was not used before
     */
    public boolean firstUse(String formId) {
        byte[] signed = decode(formId);
        if (signed.length != ID_BYTES + MAC_BYTES) {
            return false;
        }
        byte[] id = Arrays.copyOf(signed, ID_BYTES);
        byte[] mac = Arrays.copyOfRange(signed, ID_BYTES, signed.length);
        if (!vault.verifies(Vault.Purpose.FORM, message(id), mac)) {
            return false;
        }
        // Read only now: what was not issued here need not be a time at all.
        Instant expires = Instant.ofEpochSecond(ByteBuffer.wrap(id).getLong());
        return clock.instant().isBefore(expires)
                && replays.firstUse(
                        SPACE, Base64.getUrlEncoder().withoutPadding().encodeToString(id), expires);
    }

    private static byte[] decode(String formId) {
        try {
            return Base64.getUrlDecoder().decode(formId);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    // Another first byte than any form token has: neither can be passed off as the other.
    private static byte[] message(byte[] id) {
        return ByteBuffer.allocate(1 + id.length).put((byte) 0).put(id).array();
    }
}
