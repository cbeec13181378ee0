package dev.drawbridge.oauth;

import dev.drawbridge.oauth.spi.SigningAlgorithm;

/**
 * A signing key that is published now (RFC 7517 §5).
 *
 * @param kid its name
 * @param algorithm what it signs with
 * @param signs whether new tokens of this node are signed with it
 */
public record PublishedKey(String kid, SigningAlgorithm algorithm, boolean signs) {}
