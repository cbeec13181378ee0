package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.DeveloperId;

/**
 * The developer who is logged in.
 *
 * @param id who
 * @param email the confirmed or still unconfirmed address
 * @param name what they are called, possibly empty
 * @param verified whether the address is confirmed
 * @param preferences how they want to read pages
 */
public record Developer(DeveloperId id, String email, String name, boolean verified, Preferences preferences) {

    /**
     * Makes a developer with default preferences.
     *
     * @param id who
     * @param email the address
     * @param name what they are called, possibly empty
     * @param verified whether the address is confirmed
     */
    public Developer(DeveloperId id, String email, String name, boolean verified) {
        this(id, email, name, verified, Preferences.DEFAULT);
    }
}
