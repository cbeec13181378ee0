package dev.drawbridge.oauth.spi;

import java.util.List;
import java.util.stream.Stream;

/**
 * The resources that an app named (RFC 8707), as the host registered them. Immutable.
 *
 * @param uris absolute URIs without doubles, in the order of their text; empty if the app named none, which means the
 *     default one, whichever that is when it is needed
 */
public record Resources(List<String> uris) {

    /** None was named. */
    public static final Resources UNNAMED = new Resources(List.of());

    /** Copies and sorts the list. */
    public Resources {
        uris = uris.stream().distinct().sorted().toList();
    }

    /**
     * Reads the wire form.
     *
     * @param wire what {@link #toWire} wrote
     * @return the same resources
     */
    public static Resources parse(String wire) {
        return wire.isEmpty()
                ? UNNAMED
                : new Resources(Stream.of(wire.split(" ", -1)).toList());
    }

    /**
     * Returns one text for all.
     *
     * @return the URIs, separated by spaces, which no URI has
     */
    public String toWire() {
        return String.join(" ", uris);
    }

    /**
     * Tells whether the app named any.
     *
     * @return false if the default one applies
     */
    public boolean named() {
        return !uris.isEmpty();
    }
}
