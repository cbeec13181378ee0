package dev.drawbridge.core.spi.operator;

import dev.drawbridge.core.html.Html;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that operators look after, on the page about the system.
 *
 * @param name the member of {@code GET /system}, for example {@code keys}
 * @param json what the member's value is now, as JSON can say it
 * @param section renders it on the page
 * @param routes what operators do with it
 */
public record SystemPart(
        String name, Supplier<Object> json, Function<OperatorCall, Html> section, List<OperatorRoute> routes) {

    /** Copies the routes. */
    public SystemPart {
        routes = List.copyOf(routes);
    }

    /**
     * Makes a part that is only looked at.
     *
     * @param name the member of {@code GET /system}
     * @param json what the member's value is now
     * @param section renders it on the page
     */
    public SystemPart(String name, Supplier<Object> json, Function<OperatorCall, Html> section) {
        this(name, json, section, List.of());
    }
}
