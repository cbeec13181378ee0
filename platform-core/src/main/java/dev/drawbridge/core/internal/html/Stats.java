package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/** A row of figures. Not thread-safe. */
public final class Stats implements Component {

    private final List<Stat> stats = new ArrayList<>();

    private Stats() {}

    /**
     * Begins with nothing.
     *
     * @return the row
     */
    public static Stats begin() {
        return new Stats();
    }

    /**
     * Adds a figure.
     *
     * @param label what it counts
     * @param value the figure, formatted
     */
    public Stats add(String label, String value) {
        stats.add(new Stat(label, value));
        return this;
    }

    /**
     * Renders the row.
     *
     * @return the row
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("stats", this);
    }

    record Stat(String label, String value) {}

    List<Stat> stats() {
        return stats;
    }
}
