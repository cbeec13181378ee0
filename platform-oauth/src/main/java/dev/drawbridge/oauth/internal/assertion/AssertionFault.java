package dev.drawbridge.oauth.internal.assertion;

/** What is wrong with an assertion. The error code for all of them is {@code invalid_client}. */
public enum AssertionFault {
    /** {@code client_assertion_type} is another. */
    ASSERTION_TYPE("The client_assertion_type is not the one for signed JWTs."),
    /** It is no JWT, or a member has the wrong type. */
    MALFORMED("The client assertion is not a well-formed JWT."),
    /** It is some other kind of token. */
    TYPE("The client assertion is another kind of token."),
    /** Issuer and subject are not both the client. */
    CLIENT("The client assertion is not from and about the client."),
    /** It is not signed with an algorithm that this client may use. */
    ALGORITHM("The client assertion is signed with an algorithm that is not accepted from this client."),
    /** No registered key fits, or several do. */
    KEY("The client assertion names no registered key."),
    /** The key did not sign it. */
    SIGNATURE("The signature of the client assertion is wrong."),
    /** It is not for this server alone. */
    AUDIENCE("The client assertion must have this server's issuer identifier as its one audience, a text."),
    /** It is expired, not yet valid, made in the future, or valid for too long. */
    TIME("The client assertion is expired, not yet valid, or valid for too long, or has no exp."),
    /** It has no id, or too long a one. */
    ID("The client assertion has no jti, or one that is too long."),
    /** It was used before. */
    REPLAYED("The client assertion was used before.");

    private final String description;

    AssertionFault(String description) {
        this.description = description;
    }

    /**
     * Tells whether the client may hear of it. What is found after the signature is told to who holds the key; what is found
     * before must sound the same whether there is such a client or not.
     *
     * @return true for what is judged once the signature is known to be good
     */
    public boolean mayBeTold() {
        return switch (this) {
            case ASSERTION_TYPE, MALFORMED, TYPE, CLIENT, ALGORITHM, KEY, SIGNATURE -> false;
            case AUDIENCE, TIME, ID, REPLAYED -> true;
        };
    }

    /**
     * Returns a sentence for logs, and for the response where the client is known.
     *
     * @return plain ASCII without quotes, the same for every request
     */
    public String description() {
        return description;
    }
}
