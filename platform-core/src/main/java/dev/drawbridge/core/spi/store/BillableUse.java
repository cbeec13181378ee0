package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;

/**
 * Something that a host bills a company for.
 *
 * @param company who pays
 * @param key the host's own name of this use, unique for the company: however often it is recorded, it counts once; 1 to 191
 *     characters
 * @param app whose call it was
 * @param route what was called, 1 to 100 characters
 * @param quantity how much, 0 or more
 */
public record BillableUse(CompanyId company, String key, AppId app, String route, long quantity) {

    /** The longest key, in characters. */
    public static final int MAX_KEY_LENGTH = 191;

    /** The longest name of a route, in characters. */
    public static final int MAX_ROUTE_LENGTH = 100;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that is out of its range
     */
    public BillableUse {
        requireLength("key", key, MAX_KEY_LENGTH);
        requireLength("route", route, MAX_ROUTE_LENGTH);
        if (quantity < 0) {
            throw new IllegalArgumentException("A quantity is 0 or more, not " + quantity);
        }
    }

    private static void requireLength(String name, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            throw new IllegalArgumentException(
                    "The " + name + " of a use has 1 to " + most + " characters, not " + value.length());
        }
    }
}
