package dev.drawbridge.core.spi.app;

/** Who brought an app into being. */
public enum DefinedBy {
    /** A developer, through the portal. */
    USER,
    /** The host itself; read-only for everyone else. */
    INTERNAL,
    /** An operator, by provisioning. */
    ADMIN,
    /** A client that registered itself (RFC 7591) or is described by a metadata document. */
    DYNAMIC
}
