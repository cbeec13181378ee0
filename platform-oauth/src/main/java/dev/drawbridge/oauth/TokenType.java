package dev.drawbridge.oauth;

/** How an access token is sent (RFC 6749 §7.1). */
public enum TokenType {
    /** Whoever has it may use it (RFC 6750). */
    BEARER("Bearer"),
    /** Only with a proof of the key that it is bound to (RFC 9449). */
    DPOP("DPoP");

    private final String wireName;

    TokenType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the value of {@code token_type}.
     *
     * @return also the scheme of the header {@code Authorization}
     */
    public String wireName() {
        return wireName;
    }
}
