package dev.drawbridge.oauth.spi;

import java.util.regex.Pattern;

/**
 * The SHA-256 thumbprint of a public key (RFC 7638): {@code cnf.jkt} in tokens, {@code dpop_jkt} in requests. Not a secret.
 *
 * @param value 43 characters of base64url
 */
public record JwkThumbprint(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is no thumbprint
     */
    public JwkThumbprint {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A thumbprint has 43 characters of base64url");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
