package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.UserId;

/**
 * A user who is logged in to the host.
 *
 * @param id the host's id of the user
 * @param name how pages call the user, usually the e-mail address
 */
public record HostUser(UserId id, String name) {}
