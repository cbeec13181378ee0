package dev.drawbridge.core.spi.store;

/** What a change is about, and so what a reader does with it. */
public enum ChangeKind {
    /** An access token ({@code jti}) is refused. */
    TOKEN(true),
    /** All access tokens of a refresh family ({@code fid}) are refused. */
    FAMILY(true),
    /** All access tokens of a grant ({@code gid}) are refused. */
    GRANT(true),
    /** An app was edited, revoked or suspended: forget it. */
    APP(false),
    /** The secrets of an app changed: forget them. */
    SECRET(false),
    /** Signing keys changed: read them again. */
    KEY(false),
    /** A company's plan changed: forget it. */
    PLAN(false),
    /** A user was disabled or changed: forget the memberships. */
    USER(false),
    /** A company got other limits than its tier has: forget its overrides. */
    LIMIT(false);

    private final boolean refuses;

    ChangeKind(boolean refuses) {
        this.refuses = refuses;
    }

    /**
     * Tells what the change means.
     *
     * @return true for "refuse until it expires", false for "drop what you cached"
     */
    public boolean refuses() {
        return refuses;
    }
}
