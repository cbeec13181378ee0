package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/** Links that narrow down a list, one of them chosen. Not thread-safe. */
public final class Filters implements Component {

    private final String label;
    private final List<Filter> filters = new ArrayList<>();

    private Filters(String label) {
        this.label = label;
    }

    /**
     * Begins with nothing.
     *
     * @param label what is narrowed down, for assistive technology
     * @return the links
     */
    public static Filters of(String label) {
        return new Filters(label);
    }

    /**
     * Adds a choice.
     *
     * @param name one or two words
     * @param href where it leads
     * @param chosen whether it is the one that is shown
     */
    public Filters add(String name, String href, boolean chosen) {
        filters.add(new Filter(name, href, chosen));
        return this;
    }

    /**
     * Renders the links.
     *
     * @return a navigation
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("filters", this);
    }

    record Filter(String name, String href, boolean chosen) {}

    String label() {
        return label;
    }

    List<Filter> filters() {
        return filters;
    }
}
