package dev.drawbridge.core.spi.store;

import java.time.Instant;

/**
 * A mail that somebody else than its recipient could have caused, and that was sent or will be.
 *
 * @param kind what it is about
 * @param createdAt when it was put in
 * @param at when it was sent; of one that waits, when it is due, or was put in if a first try failed
 * @param waiting whether it was not sent yet
 */
public record UnsolicitedMail(String kind, Instant createdAt, Instant at, boolean waiting) {}
