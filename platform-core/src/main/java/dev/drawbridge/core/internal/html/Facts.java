package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/** Names and values about one thing, as a description list. Not thread-safe. */
public final class Facts implements Component {

    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    /**
     * Begins with nothing.
     *
     * @return the list
     */
    public static Facts begin() {
        return new Facts();
    }

    /**
     * Adds a fact.
     *
     * @param name what it is
     * @param value its text; empty is shown as a dash
     */
    public Facts add(String name, String value) {
        return add(name, Html.text(value.isEmpty() ? "–" : value));
    }

    /**
     * Adds a fact.
     *
     * @param name what it is
     * @param value its markup
     */
    public Facts add(String name, Html value) {
        facts.add(new Fact(name, value));
        return this;
    }

    /**
     * Renders the list.
     *
     * @return the list
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("facts", this);
    }

    record Fact(String name, Html value) {}

    List<Fact> facts() {
        return facts;
    }
}
