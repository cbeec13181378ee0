package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.internal.RequiredLibrary;
import java.util.List;

/** The library that reads and writes keys and tokens: whether the host's version of it will do. */
public final class TokenLibrary {

    private static final RequiredLibrary NIMBUS = new RequiredLibrary(
            "Nimbus JOSE+JWT",
            "com.nimbusds",
            "nimbus-jose-jwt",
            "9.37",
            "com.nimbusds.jose.jwk.OctetKeyPair",
            "getDecodedX");

    private TokenLibrary() {}

    /**
     * Returns what is wrong with it, for builders.
     *
     * @return one sentence, or none
     */
    public static List<String> problems() {
        return NIMBUS.problem().stream().toList();
    }
}
