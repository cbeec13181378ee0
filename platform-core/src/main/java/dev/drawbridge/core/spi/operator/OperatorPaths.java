package dev.drawbridge.core.spi.operator;

/** Where the operator's area is, below the issuer. */
public final class OperatorPaths {

    /** The first page; all other pages are below it. */
    public static final String PAGES = "/developers-admin";

    /** The JSON calls are below it. */
    public static final String JSON = PAGES + "/api/v1";

    private OperatorPaths() {}
}
