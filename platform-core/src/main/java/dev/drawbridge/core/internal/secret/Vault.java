package dev.drawbridge.core.internal.secret;

import dev.drawbridge.core.VaultException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/**
 * Seals what must be read again and makes message authentication codes, under the host's master keys.
 *
 * <p>Envelope: {@code v1.<master key id>.<nonce>.<AES-256-GCM ciphertext>}, base64url; the additional data is purpose and
 * context, so a sealed value cannot be moved to another row. Each purpose has its own keys by HKDF-SHA256 (RFC 5869). The
 * first master key seals, all open. Thread-safe.
 */
public final class Vault {

    /** What keys are derived for. */
    public enum Purpose {
        /** Private signing keys. */
        SIGNING,
        /** Webhook signing secrets. */
        WEBHOOK,
        /** Browsers that a developer logged in with before. */
        DEVICE,
        /** Developer sessions. */
        SESSION,
        /** Form tokens. */
        FORM,
        /** What a page says once about the action before it. */
        FLASH,
        /** Refresh tokens. */
        REFRESH,
        /** Mails that wait to be sent. */
        MAIL,
        /** Nonces for proofs of possession. */
        DPOP_NONCE
    }

    /** Bytes of a master key. */
    public static final int KEY_BYTES = 32;

    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, MasterKey> byId = new LinkedHashMap<>();
    private final String currentId;
    private final RandomGenerator random;

    /**
     * Makes a vault.
     *
     * @param masterKeys each {@value #KEY_BYTES} bytes; the first seals, all open
     * @param random makes nonces
     * @throws IllegalArgumentException if there is no key or one has another length
     */
    public Vault(List<byte[]> masterKeys, RandomGenerator random) {
        if (masterKeys.isEmpty()) {
            throw new IllegalArgumentException("There must be a master key of " + KEY_BYTES + " bytes");
        }
        this.random = random;
        for (byte[] masterKey : masterKeys) {
            if (masterKey.length != KEY_BYTES) {
                throw new IllegalArgumentException("A master key has " + KEY_BYTES + " bytes, not " + masterKey.length);
            }
            MasterKey key = new MasterKey(masterKey);
            byId.put(key.id(), key);
        }
        this.currentId = byId.keySet().iterator().next();
    }

    /**
     * Returns the id of the master key that seals.
     *
     * @return a fingerprint, not a secret
     */
    public String currentKeyId() {
        return currentId;
    }

    /**
     * Returns the ids of all master keys, the sealing one first.
     *
     * @return fingerprints
     */
    public List<String> keyIds() {
        return List.copyOf(byId.keySet());
    }

    /**
     * Seals bytes.
     *
     * @param purpose what for
     * @param context table and row id, the same when opening
     * @param plain the bytes
     * @return the envelope, ASCII
     */
    public String seal(Purpose purpose, String context, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = key(currentId).crypt(Cipher.ENCRYPT_MODE, purpose, context, nonce, plain);
        return String.join(".", VERSION, currentId, BASE64.encodeToString(nonce), BASE64.encodeToString(sealed));
    }

    /**
     * Opens an envelope.
     *
     * @param purpose what for
     * @param context table and row id
     * @param envelope what {@link #seal} returned
     * @return the bytes
     * @throws VaultException if no master key at hand opens it, or it was changed or moved
     */
    public byte[] open(Purpose purpose, String context, String envelope) {
        String[] parts = envelope.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw new VaultException("Not an envelope of this vault (" + context + ")");
        }
        MasterKey key = byId.get(parts[1]);
        if (key == null) {
            throw new VaultException("Sealed with master key " + parts[1] + ", but only " + byId.keySet()
                    + " are configured (" + context + ")");
        }
        byte[] nonce = decode(parts[2], context);
        if (nonce.length != NONCE_BYTES) {
            throw new VaultException("Not an envelope of this vault (" + context + ")");
        }
        return key.crypt(Cipher.DECRYPT_MODE, purpose, context, nonce, decode(parts[3], context));
    }

    /**
     * Tells which master key sealed an envelope.
     *
     * @param envelope what {@link #seal} returned
     * @return its id, or empty if it is no envelope
     */
    public static Optional<String> keyIdOf(String envelope) {
        String[] parts = envelope.split("\\.", -1);
        return parts.length == 4 && parts[0].equals(VERSION) ? Optional.of(parts[1]) : Optional.empty();
    }

    /**
     * Makes an HMAC-SHA256 with the current master key.
     *
     * @param purpose what for
     * @param message the message
     * @return 32 bytes
     */
    public byte[] mac(Purpose purpose, byte[] message) {
        return key(currentId).mac(purpose, message);
    }

    /**
     * Makes an HMAC-SHA256 with a certain master key, for values that name the key they were made with.
     *
     * @param keyId the master key
     * @param purpose what for
     * @param message the message
     * @return 32 bytes, or empty if that key is not configured any more
     */
    public Optional<byte[]> mac(String keyId, Purpose purpose, byte[] message) {
        return Optional.ofNullable(byId.get(keyId)).map(key -> key.mac(purpose, message));
    }

    /**
     * Checks an HMAC-SHA256 against all master keys, in constant time for each.
     *
     * @param purpose what for
     * @param message the message
     * @param mac what was presented
     * @return true if one of the keys made it
     */
    public boolean verifies(Purpose purpose, byte[] message, byte[] mac) {
        boolean verified = false;
        for (MasterKey key : byId.values()) {
            verified |= MessageDigest.isEqual(key.mac(purpose, message), mac);
        }
        return verified;
    }

    private static byte[] decode(String base64, String context) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new VaultException("Not an envelope of this vault (" + context + ")");
        }
    }

    private MasterKey key(String id) {
        MasterKey key = byId.get(id);
        if (key == null) {
            throw new VaultException("No master key " + id);
        }
        return key;
    }
}
