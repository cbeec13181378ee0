package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.TokenHash;
import java.util.regex.Pattern;

/** Checks PKCE verifiers against S256 challenges (RFC 7636 §4.6). */
final class CodeVerifiers {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private CodeVerifiers() {}

    /** Tells whether a verifier is well-formed and hashes to the challenge; compared in constant time. */
    static boolean matches(String challenge, String verifier) {
        // The hash of stores happens to be that of S256: unpadded base64url of the SHA-256 of the ASCII text.
        return VERIFIER.matcher(verifier).matches()
                && challenge.length() == TokenHash.LENGTH
                && TokenHash.of(verifier).equals(new TokenHash(challenge));
    }
}
