package dev.drawbridge.core.internal.secret;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of rows: ULIDs, 26 characters of Crockford's base 32, 48 bits of time and 80 random bits.
 *
 * <p>Ids sort roughly by creation, which keeps the primary-key indexes compact. They are names, not secrets, and their
 * order is never relied on. This class is thread-safe if the generator is.
 */
public final class Ulids {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Makes a source of ids.
     *
     * @param clock gives the time part
     * @param random gives the random part
     */
    public Ulids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns a new id.
     *
     * @return 26 characters
     */
    public String next() {
        char[] id = new char[TIME_CHARACTERS + RANDOM_CHARACTERS];
        long time = clock.millis();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            id[i] = ALPHABET[(int) (time & 31)];
            time >>>= 5;
        }
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id[TIME_CHARACTERS + i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(id);
    }
}
