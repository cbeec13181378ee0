package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.DeveloperId;

/**
 * The developer who is logged in.
 *
 * @param id who
 * @param email the confirmed or still unconfirmed address
 * @param name what they are called, possibly empty
 * @param verified whether the address is confirmed
 */
public record Developer(DeveloperId id, String email, String name, boolean verified) {}
