package dev.drawbridge.core.internal.secret;

import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.internal.secret.Vault.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** A master key and the keys derived from it (HKDF, RFC 5869), two for each purpose. It never leaves this object. Thread-safe. */
final class MasterKey {

    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 6;

    private final String id;
    private final Map<Purpose, byte[]> seal = new EnumMap<>(Purpose.class);
    private final Map<Purpose, byte[]> mac = new EnumMap<>(Purpose.class);

    MasterKey(byte[] masterKey) {
        this.id = Base64.getUrlEncoder().withoutPadding().encodeToString(derive(masterKey, "id", ID_BYTES));
        for (Purpose purpose : Purpose.values()) {
            seal.put(purpose, derive(masterKey, "seal/" + purpose, Vault.KEY_BYTES));
            mac.put(purpose, derive(masterKey, "mac/" + purpose, Vault.KEY_BYTES));
        }
    }

    /** A fingerprint, not a secret. */
    String id() {
        return id;
    }

    byte[] mac(Purpose purpose, byte[] message) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key(mac, purpose), "HmacSHA256"));
            return hmac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    byte[] crypt(int mode, Purpose purpose, String context, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(seal, purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((purpose.name() + "|" + context).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new VaultException("The envelope was changed or belongs elsewhere (" + context + ")");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    private static byte[] key(Map<Purpose, byte[]> keys, Purpose purpose) {
        return keys.getOrDefault(purpose, new byte[0]);
    }

    private static byte[] derive(byte[] masterKey, String label, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
        hkdf.init(new HKDFParameters(masterKey, null, ("drawbridge/v1/" + label).getBytes(StandardCharsets.US_ASCII)));
        byte[] key = new byte[length];
        hkdf.generateBytes(key, 0, length);
        return key;
    }
}
