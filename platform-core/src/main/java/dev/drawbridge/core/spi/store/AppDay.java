package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * One app on one day. Sorts by app, then day: all nodes lock counter rows in this order.
 *
 * @param app the app
 * @param day the UTC day
 */
public record AppDay(AppId app, LocalDate day) implements Comparable<AppDay> {

    private static final Comparator<AppDay> ORDER =
            Comparator.comparing((AppDay key) -> key.app().value()).thenComparing(AppDay::day);

    @Override
    public int compareTo(AppDay other) {
        return ORDER.compare(this, other);
    }
}
