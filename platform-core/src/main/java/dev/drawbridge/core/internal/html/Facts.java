package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** Names and values about one thing, as a description list. Not thread-safe. */
public final class Facts implements Component {

    private Html facts = Html.EMPTY;

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
        facts = facts.plus(Components.render(Components.fact(name, Components.html(value))));
        return this;
    }

    /**
     * Renders the list.
     *
     * @return the list
     */
    @Override
    public Html render() {
        return Components.render(Components.facts(Components.html(facts)));
    }
}
