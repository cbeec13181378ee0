package dev.drawbridge.core;

/** What opening a confirmation link did. */
public enum Verification {
    /** The address is confirmed now. */
    CONFIRMED,
    /** The address was confirmed before. */
    ALREADY_CONFIRMED,
    /** The link is too old, was replaced or never existed; nobody can tell which. */
    EXPIRED
}
