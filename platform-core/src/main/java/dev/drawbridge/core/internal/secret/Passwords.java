package dev.drawbridge.core.internal.secret;

import dev.drawbridge.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Hashes passwords with bcrypt. Slow on purpose: never on the token path. Thread-safe if the generator is.
 *
 * <p>Passwords are compared after NFC normalisation and have at most {@value #MAX_BYTES} bytes of UTF-8, the limit of
 * bcrypt.
 */
public final class Passwords {

    /** The longest password, in bytes of UTF-8 after normalisation. */
    public static final int MAX_BYTES = 72;

    /** The default cost: 2^12 rounds. */
    public static final int DEFAULT_COST = 12;

    private static final int SALT_BYTES = 16;
    private static final String VERSION = "2b";

    private final int cost;
    private final RandomGenerator random;
    private final String dummy;

    /**
     * Makes a hasher.
     *
     * @param cost the binary logarithm of the rounds, 4 to 31; below 10 for tests only
     * @param random makes salts
     */
    public Passwords(int cost, RandomGenerator random) {
        this.cost = cost;
        this.random = random;
        this.dummy = hash(Secret.of("nobody has this password"));
    }

    /**
     * Hashes a password.
     *
     * @param password at most {@value #MAX_BYTES} bytes
     * @return the bcrypt string, salt included
     * @throws IllegalArgumentException if the password is too long
     */
    public String hash(Secret password) {
        byte[] bytes = bytes(password);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("The password has " + bytes.length + " bytes");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate(VERSION, bytes, salt, cost);
    }

    /**
     * Checks a password.
     *
     * @param password what was typed; one that is too long costs as much time and never matches
     * @param hash the bcrypt string
     * @return true if it is the one
     */
    public boolean matches(Secret password, String hash) {
        byte[] bytes = bytes(password);
        if (bytes.length > MAX_BYTES) {
            spendTime();
            return false;
        }
        return OpenBSDBCrypt.checkPassword(hash, bytes);
    }

    /** Takes as long as a check, for accounts that do not exist. */
    public void spendTime() {
        OpenBSDBCrypt.checkPassword(dummy, new byte[] {0x78});
    }

    /**
     * Tells whether a stored hash is weaker than new ones.
     *
     * @param hash the bcrypt string
     * @return true if it should be made anew at the next login
     */
    public boolean needsRehash(String hash) {
        return !hash.startsWith("$" + VERSION + "$" + String.format(java.util.Locale.ROOT, "%02d", cost));
    }

    /**
     * Counts what the limit counts.
     *
     * @param password a password
     * @return bytes of UTF-8 after normalisation
     */
    public static int byteLength(Secret password) {
        return bytes(password).length;
    }

    private static byte[] bytes(Secret password) {
        return Normalizer.normalize(password.reveal(), Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
