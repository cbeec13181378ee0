package dev.drawbridge.core.internal.csrf;

import dev.drawbridge.core.internal.secret.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Tokens that prove that a form came from this platform: an HMAC over what the form is bound to. Nothing is kept, so any
 * node can check them. Thread-safe.
 */
public final class FormTokens {

    /** The hidden field that carries the token. */
    public static final String FIELD = "csrf";

    private final Vault vault;

    /**
     * Makes tokens under the master keys.
     *
     * @param vault the keys
     */
    public FormTokens(Vault vault) {
        this.vault = vault;
    }

    /**
     * Makes the token of a binding.
     *
     * @param binding what the form belongs to, for example the session's id
     * @return unreserved characters
     */
    public String issue(String binding) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.mac(Vault.Purpose.FORM, message(binding)));
    }

    /**
     * Checks a token.
     *
     * @param binding what the form belongs to
     * @param token what was presented
     * @return true if it was issued for this binding
     */
    public boolean verify(String binding, String token) {
        try {
            byte[] mac = Base64.getUrlDecoder().decode(token);
            return vault.verifies(Vault.Purpose.FORM, message(binding), mac);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] message(String binding) {
        return ("csrf|" + binding).getBytes(StandardCharsets.UTF_8);
    }
}
