package dev.drawbridge.oauth.internal.dpop;

/** What is wrong with a proof (RFC 9449 §4.3). The error code for all of them is {@code invalid_dpop_proof}. */
public enum DpopFault {
    /** There is no header. */
    MISSING("Send a DPoP proof in the header DPoP."),
    /** There are several headers. */
    SEVERAL("Send the header DPoP once."),
    /** It is no JWT, or a member has the wrong type. */
    MALFORMED("The DPoP proof is not a well-formed JWT."),
    /** It is some other kind of token. */
    TYPE("The DPoP proof does not have the type dpop+jwt."),
    /** It is not signed with an algorithm that we take. */
    ALGORITHM("The DPoP proof is signed with an algorithm that is not accepted here."),
    /** It has no public key, or one that we do not take. */
    KEY("The DPoP proof has no acceptable public key in its header."),
    /** The key did not sign it. */
    SIGNATURE("The signature of the DPoP proof is wrong."),
    /** It is for another method. */
    METHOD("The DPoP proof is for another HTTP method."),
    /** It is for another address. */
    TARGET("The DPoP proof is for another address."),
    /** It is too old, from the future, or says neither. */
    TIME("The DPoP proof is too old or from the future, or has no iat."),
    /** It has no id, or too long a one. */
    ID("The DPoP proof has no jti, or one that is too long."),
    /** It is for another access token. */
    ACCESS_TOKEN("The DPoP proof is not for this access token."),
    /** The access token belongs to another key. */
    BINDING("The access token is bound to another key."),
    /** It was used before. */
    REPLAYED("The DPoP proof was used before.");

    private final String description;

    DpopFault(String description) {
        this.description = description;
    }

    /**
     * Returns a sentence for {@code error_description}.
     *
     * @return plain ASCII without quotes, the same for every request
     */
    public String description() {
        return description;
    }
}
