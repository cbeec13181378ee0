package dev.drawbridge.core.spi.operator;

/** Where the operator's area is, below the issuer. */
public final class OperatorPaths {

    /** The first page; all other pages are below it. */
    public static final String PAGES = "/developers-admin";

    /** The JSON calls are below it. */
    public static final String JSON = "/developers-admin/api/v1";

    /** The developers; the page of one is below it. */
    public static final String DEVELOPERS = "/developers-admin/developers";

    private OperatorPaths() {}
}
